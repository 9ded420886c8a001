package cn.qingfeng.intake.plaque;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTests {

    private static final int QUIET_ZONE = 4;

    @Test
    void canBeReadBackFromItsPath() throws Exception {
        var address = "https://qingfeng.example.gov.cn/track";
        var code = QrCode.of(address);

        var side = code.size() - 2 * QUIET_ZONE;
        var matrix = new BitMatrix(side);
        var module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(code.path());
        while (module.find()) {
            matrix.set(Integer.parseInt(module.group(1)) - QUIET_ZONE, Integer.parseInt(module.group(2)) - QUIET_ZONE);
        }

        assertThat(new Decoder().decode(matrix).getText()).isEqualTo(address);
    }
}
