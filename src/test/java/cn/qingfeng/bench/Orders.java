package cn.qingfeng.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Inside the JVM that is measured: does what it is told, line by line, and says when it has done it. */
final class Orders {

    /** Something to measure. */
    interface Order {
        void carryOut() throws Exception;
    }

    static final String READY = "BENCH-READY";

    private Orders() {}

    /** Until nobody gives orders any more. */
    static void serve(Map<String, Order> orders) throws IOException {
        var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(READY);
        for (var order = told.readLine(); order != null; order = told.readLine()) {
            try {
                orders.get(order).carryOut();
            } catch (Exception | Error e) {
                e.printStackTrace();
                // Whatever else runs in here, nobody waits for it.
                System.exit(1);
            }
            System.out.println(READY);
        }
    }
}
