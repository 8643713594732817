// Has EU DSS validate signed PDF files: java -cp 'jars/*' JudgeSeals.java trusted.crt,… file.pdf …
// One line a signature: file, level, indication, sub-indication, then errors and warnings, by tabulations.
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.util.Arrays;

class JudgeSeals {
  public static void main(String[] args) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    for (String path : args[0].split(",")) {
      CertificateToken certificate = DSSUtils.loadCertificate(new File(path));
      trusted.addCertificate(certificate);
    }
    for (String path : Arrays.asList(args).subList(1, args.length)) {
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(trusted);
      SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
      validator.setCertificateVerifier(verifier);
      var report = validator.validateDocument().getSimpleReport();
      for (String id : report.getSignatureIdList()) {
        StringBuilder line = new StringBuilder(path);
        line.append('\t').append(report.getSignatureFormat(id));
        line.append('\t').append(report.getIndication(id));
        line.append('\t').append(report.getSubIndication(id));
        report.getAdESValidationErrors(id).forEach(message -> line.append("\terror: ").append(message.getValue()));
        report.getAdESValidationWarnings(id).forEach(message -> line.append("\twarning: ").append(message.getValue()));
        System.out.println(line);
      }
      if (report.getSignatureIdList().isEmpty()) System.out.println(path + "\tnone");
    }
  }
}
