package cn.qingfeng.intake.plaque;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where the street finds us, for codes that are printed: {@code qingfeng.public-url}, else the address by which the
 * present page was asked for, which inside a town hall may be another one.
 */
@Component
public class PublicAddress {

    private final String configured;

    PublicAddress(@Value("${qingfeng.public-url:}") String configured) {
        this.configured = configured.strip().replaceAll("/+$", "");
    }

    /** The full address of a path, which begins with a slash and may carry a query. */
    public String of(String path) {
        return (configured.isEmpty()
                        ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                        : configured)
                + path;
    }
}
