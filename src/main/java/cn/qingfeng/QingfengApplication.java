package cn.qingfeng;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Qingfeng: problem clues about the business environment, from registration to the closed file. */
@Modulithic(systemName = "Qingfeng")
@SpringBootApplication
public class QingfengApplication {
    public static void main(String[] args) {
        SpringApplication.run(QingfengApplication.class, args);
    }
}
