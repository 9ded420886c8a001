package cn.qingfeng.security;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** A bean of the application that no expression may reach: whoever calls it got through. */
@TestComponent("marker")
public class Marker {

    private final AtomicInteger touched = new AtomicInteger();

    public String touch() {
        touched.incrementAndGet();
        return "touched";
    }

    int touched() {
        return touched.get();
    }
}
