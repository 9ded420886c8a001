package cn.qingfeng;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Qingfeng: problem clues about the business environment, from registration to the closed file. */
@Modulithic(systemName = "Qingfeng")
@SpringBootApplication
public class QingfengApplication {
    public static void main(String[] args) {
        // Who asks for no language is answered in the county's, wherever the machine was set up.
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        SpringApplication.run(QingfengApplication.class, args);
    }
}
