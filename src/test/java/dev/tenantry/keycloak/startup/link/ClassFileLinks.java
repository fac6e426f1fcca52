package dev.tenantry.keycloak.startup.link;

import dev.tenantry.keycloak.startup.link.Link.Kind;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Collects the links to Keycloak from class files of Tenantry. The references that the virtual machine resolves are in
 * the constant pool. The interfaces of lambdas, and the types in a class's own fields and methods, are elsewhere.
 */
final class ClassFileLinks extends ClassVisitor {

    private static final String KEYCLOAK = "org.keycloak.";
    private static final String OURS = "dev.tenantry.";

    /**
     * The members of Object. For a call of such a member, some versions of javac write the type of the expression as
     * the owner, other versions write Object.
     */
    private static final DeclaredMembers OF_ALL_OBJECTS = DeclaredMembers.of(Object.class);

    private final SortedSet<String> lines = new TreeSet<>();

    ClassFileLinks() {
        super(Opcodes.ASM9);
    }

    /** @return the lines of all class files read, sorted */
    String lines() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    void read(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        readConstants(reader);
        reader.accept(this, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Class<?> type = load(Type.getObjectType(reader.getClassName()).getClassName());
        if (inheritsFromKeycloak(type)) {
            addOverrides(type);
            if (!Modifier.isAbstract(type.getModifiers())) {
                add(Kind.IMPLEMENTATION, type.getName(), "");
            }
        }
    }

    /** Reads the entries by their tags (JVMS 4.4). ASM's offset of an entry is that of the byte after the tag. */
    private void readConstants(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            int tag = offset == 0 ? 0 : reader.readByte(offset - 1); // the second half of a long has no entry
            switch (tag) {
                case 7 -> addClass(Type.getObjectType(reader.readUTF8(offset, buffer)));
                case 9 -> addMember(Kind.FIELD, reader, offset, buffer);
                case 10, 11 -> addMember(Kind.METHOD, reader, offset, buffer);
                default -> { }
            }
        }
    }

    private void addClass(Type type) {
        if (type.getSort() == Type.ARRAY) {
            addClass(type.getElementType());
        } else if (type.getSort() == Type.OBJECT && type.getClassName().startsWith(KEYCLOAK)) {
            add(Kind.CLASS, type.getClassName(), "");
        }
    }

    private void addMember(Kind kind, ClassReader reader, int offset, char[] buffer) {
        String owner = reader.readClass(offset, buffer).replace('/', '.');
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        String member = reader.readUTF8(nameAndType, buffer) + " " + reader.readUTF8(nameAndType + 2, buffer);
        boolean needed = owner.startsWith(KEYCLOAK) && !OF_ALL_OBJECTS.signatures().contains(member)
                || owner.startsWith(OURS) && isInheritedFromKeycloak(load(owner), member);
        if (needed || owner.startsWith(KEYCLOAK) && member.startsWith("<init>")) {
            add(kind, owner, member);
        }
    }

    private static boolean isInheritedFromKeycloak(Class<?> owner, String member) {
        return !member.startsWith("<init>") && Supertypes.of(owner).stream()
                .filter(type -> declaresAnyhow(type, member))
                .findFirst()
                .filter(type -> type.getName().startsWith(KEYCLOAK))
                .isPresent();
    }

    /** True if the class declares the member, even as a private one. */
    private static boolean declaresAnyhow(Class<?> type, String member) {
        return Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()).map(DeclaredMembers::signature),
                        Arrays.stream(type.getDeclaredFields())
                                .map(field -> field.getName() + " " + field.getType().descriptorString()))
                .anyMatch(member::equals);
    }

    /** Leaves out bridge methods, since javac makes them beside the methods that they call. */
    private void addOverrides(Class<?> type) {
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .map(DeclaredMembers::signature)
                .filter(method -> Supertypes.of(type).stream()
                        .filter(parent -> parent.getName().startsWith(KEYCLOAK))
                        .anyMatch(parent -> DeclaredMembers.of(parent).signatures().contains(method)))
                .forEach(method -> add(Kind.OVERRIDE, type.getName(), method));
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        addClass(Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        Arrays.stream(Type.getArgumentTypes(descriptor)).forEach(this::addClass);
        addClass(Type.getReturnType(descriptor));
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                Class<?> lambda = inheritor(Type.getReturnType(descriptor));
                if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory") && lambda != null) {
                    add(Kind.LAMBDA, lambda.getName(), name);
                }
            }
        };
    }

    /** @return null if the type has nothing to do with Keycloak */
    private static Class<?> inheritor(Type type) {
        boolean candidate = type.getSort() == Type.OBJECT
                && (type.getClassName().startsWith(KEYCLOAK) || type.getClassName().startsWith(OURS));
        return candidate && inheritsFromKeycloak(load(type.getClassName())) ? load(type.getClassName()) : null;
    }

    private static boolean inheritsFromKeycloak(Class<?> type) {
        return Supertypes.of(type).stream().anyMatch(each -> each.getName().startsWith(KEYCLOAK));
    }

    private void add(Kind kind, String owner, String member) {
        lines.add(new Link(kind, owner, member).line());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ClassFileLinks.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
