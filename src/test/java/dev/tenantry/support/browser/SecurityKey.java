package dev.tenantry.support.browser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A security key or passkey (Web Authentication, level 2) and its browser. The key has one ES256 credential without
 * attestation, and its holder is always present and verified. The key is written by hand and not with the library by
 * which Keycloak verifies: with a shared library, both sides could have the same error.
 */
public final class SecurityKey {

    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int WITH_CREDENTIAL = 0x40;
    private static final int COORDINATE_BYTES = 32;
    private static final byte[] NO_MODEL = new byte[16];

    private final String origin;
    private final byte[] id = new byte[16];
    private final KeyPair keys;
    private int signatures;

    /** A key with a new credential, in a browser that shows pages of this origin, such as {@code http://localhost}. */
    public SecurityKey(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the fields that the browser sends if Keycloak asks for a new credential. */
    public Map<String, String> register(LoginPage page, String label) {
        byte[] data = authenticatorData(page, PRESENT_AND_VERIFIED | WITH_CREDENTIAL, newCredential());
        byte[] attestation = join(
                HexFormat.of().parseHex("a3"), // a map of three entries
                text("fmt"), text("none"),
                text("attStmt"), HexFormat.of().parseHex("a0"), // an empty map
                text("authData"), bytes(data));
        return Map.of(
                "clientDataJSON", encode(clientData(page, "webauthn.create")),
                "attestationObject", encode(attestation),
                "publicKeyCredentialId", encode(id),
                "authenticatorLabel", label);
    }

    /** Returns the fields that the browser sends if Keycloak asks for a signature. */
    public Map<String, String> sign(LoginPage page) {
        signatures++;
        byte[] clientData = clientData(page, "webauthn.get");
        byte[] data = authenticatorData(page, PRESENT_AND_VERIFIED, new byte[0]);
        return Map.of(
                "clientDataJSON", encode(clientData),
                "authenticatorData", encode(data),
                "signature", encode(signature(join(data, sha256(clientData)))),
                "credentialId", encode(id));
    }

    /** Sets the number of signatures that the key has made. An older copy of a key would have a lower number. */
    public void rewindTo(int count) {
        signatures = count;
    }

    private byte[] clientData(LoginPage page, String type) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + page.scriptValue("challenge") + "\",\"origin\":\""
                + origin + "\",\"crossOrigin\":false}").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(LoginPage page, int flags, byte[] credential) {
        byte[] party = sha256(page.scriptValue("rpId").getBytes(StandardCharsets.UTF_8));
        return join(party, new byte[] {(byte) flags}, ByteBuffer.allocate(4).putInt(signatures).array(), credential);
    }

    private byte[] newCredential() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        byte[] cose = join(
                HexFormat.of().parseHex("a5010203262001"), // a map of 5 keys: type EC2, algorithm ES256, curve P-256,
                HexFormat.of().parseHex("21"), bytes(coordinate(key.getW().getAffineX().toByteArray())), // x
                HexFormat.of().parseHex("22"), bytes(coordinate(key.getW().getAffineY().toByteArray()))); // and y
        return join(NO_MODEL, ByteBuffer.allocate(2).putShort((short) id.length).array(), id, cose);
    }

    private byte[] signature(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number in 32 bytes. Java returns one byte more for the sign, or fewer bytes if there are leading zeros. */
    private static byte[] coordinate(byte[] number) {
        byte[] coordinate = new byte[COORDINATE_BYTES];
        int length = Math.min(number.length, COORDINATE_BYTES);
        System.arraycopy(number, number.length - length, coordinate, COORDINATE_BYTES - length, length);
        return coordinate;
    }

    /** A short text in CBOR. */
    private static byte[] text(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return join(new byte[] {(byte) (0x60 + ascii.length)}, ascii);
    }

    /** Up to 255 bytes in CBOR. */
    private static byte[] bytes(byte[] bytes) {
        return join(new byte[] {0x58, (byte) bytes.length}, bytes);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
