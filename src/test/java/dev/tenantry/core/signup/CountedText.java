package dev.tenantry.core.signup;

/** A text that counts how many of its characters are read. Not thread-safe. */
final class CountedText implements CharSequence {

    private final String text;
    private int read;

    CountedText(String text) {
        this.text = text;
    }

    int read() {
        return read;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        read++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        read += end - start;
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        read += text.length();
        return text;
    }
}
