package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IMG-20261122-WA0001.jpg | IMG-20261122-WA0001.jpg",
                "../../etc/passwd | passwd",
                "C:\\temp\\a.txt | a.txt",
                "con.txt | _con.txt",
                "LPT1 | _LPT1",
                "console.txt | console.txt",
                "a<b>c:d\"e?f*g.txt | a_b_c_d_e_f_g.txt",
                ".htaccess | htaccess",
                "dots... | dots",
                "` . `| document.pdf",
                "`` | document.pdf",
                "résumé 你好.pdf | résumé 你好.pdf"
            })
    void namesAreMadeSafe(String wanted, String safe) {
        assertThat(new FileNames().unique(wanted, "document.pdf")).isEqualTo(safe);
    }

    @Test
    void aNameThatIsTakenGetsANumberWhateverItsCase() {
        FileNames names = new FileNames();

        assertThat(names.unique("a.jpg", "x")).isEqualTo("a.jpg");
        assertThat(names.unique("A.JPG", "x")).isEqualTo("A (2).JPG");
        assertThat(names.unique("a.jpg", "x")).isEqualTo("a (3).jpg");
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(new FileNames().unique("x".repeat(500) + ".pdf", "x"))
                .hasSize(120)
                .endsWith("….pdf");
    }

    @Test
    void aSpoofedExtensionShowsItsTrueOrder() {
        assertThat(new FileNames().unique("invoice\u202efdp.exe", "x")).isEqualTo("invoicefdp.exe");
    }
}
