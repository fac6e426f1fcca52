package dev.tenantry.it.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.Realm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** A key pair that signs tokens. A realm's admin adds the key to the realm and so knows the private half. */
public record SigningKey(KeyPair pair) {

    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String privatePem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    /** A token with the header and the claims of the given token, signed by this key. */
    String signAgain(String jwt) {
        return sign(jwt.substring(0, jwt.lastIndexOf('.')));
    }

    /** A copy of a token that this key has signed, with these claims replaced and signed by this key again. */
    public String forge(String jwt, Map<String, ?> claims) {
        ObjectNode forged = (ObjectNode) Realm.claims(jwt);
        claims.forEach(forged::putPOJO);
        return sign(jwt.substring(0, jwt.indexOf('.')) + "." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(forged.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private String sign(String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
