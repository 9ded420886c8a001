package cn.qingfeng.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.text.Pasted;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.WebDataBinder;

/** What Word puts into the clipboard arrives as its writer saw it, by pages and by programs. */
class PastedTextTests {

    record Wish(String text) {}

    private static String shown(String text) {
        return text.replace("\n", "|").replace("\t", ">");
    }

    @ParameterizedTest
    @CsvSource({
        "000B, a|b",
        "000C, a|b",
        "0085, a|b",
        "2028, a|b",
        "2029, a|b",
        "001E, a-b",
        "001F, ab",
        "0000, a b",
        "0007, a b",
        "001B, a b",
        "007F, a b",
        "0090, a b",
        "0009, a>b",
        "000A, a|b"
    })
    void aControlCharacterBecomesWhatItsWriterSaw(String code, String seen) throws Exception {
        var typed = "a" + (char) Integer.parseInt(code, 16) + "b";
        assertThat(shown(Pasted.tidy(typed))).isEqualTo(seen);

        var json = new ObjectMapper().registerModule(PastedText.tidyJson());
        var sent = new ObjectMapper().writeValueAsString(new Wish(typed));
        assertThat(shown(json.readValue(sent, Wish.class).text())).isEqualTo(seen);

        var binder = new WebDataBinder(null);
        new PastedText().tidy(binder);
        assertThat(shown(binder.convertIfNecessary(typed, String.class))).isEqualTo(seen);
    }

    @Test
    void everythingElseIsLeftAsItIs() {
        for (var text : new String[] {null, "", "王小明\r\n第二行\t完", "𠮷\u200D👩\u00AD"}) {
            assertThat(Pasted.tidy(text)).isSameAs(text);
        }
    }
}
