package dev.tenantry.support.keycloak;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of Keycloak as another version of Keycloak might have them. */
public final class ChangedClass {

    private ChangedClass() {}

    /** Removes all methods of this name. */
    public static UnaryOperator<byte[]> without(String method) {
        return file -> changed(file, writer -> new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return name.equals(method) ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
            }
        });
    }

    /** Adds an abstract method without parameters and result. */
    public static UnaryOperator<byte[]> withAbstract(String method) {
        return file -> changed(file, writer -> new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visitEnd() {
                visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, method, "()V", null, null).visitEnd();
                super.visitEnd();
            }
        });
    }

    private static byte[] changed(byte[] file, Function<ClassWriter, ClassVisitor> change) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(change.apply(writer), 0);
        return writer.toByteArray();
    }
}
