// Asks EU DSS what it makes of a container: its form, the format of its signature, whether it holds.
// One line for each signature: container, format, intact, valid, covered files.
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;

public class ValidateContainer {
    public static void main(String[] paths) throws Exception {
        for (String path : paths) {
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
            validator.setCertificateVerifier(new CommonCertificateVerifier());
            var reports = validator.validateDocument();
            var data = reports.getDiagnosticData();
            for (var signature : data.getSignatures()) {
                System.out.println(String.join("\t",
                    String.valueOf(data.getContainerType()),
                    String.valueOf(signature.getSignatureFormat()),
                    String.valueOf(signature.isSignatureIntact()),
                    String.valueOf(signature.isSignatureValid()),
                    String.valueOf(signature.getSignatureScopes().size())));
            }
        }
    }
}
