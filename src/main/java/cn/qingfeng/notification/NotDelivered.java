package cn.qingfeng.notification;

/**
 * A letter did not reach its channel this time. The message is for the people who watch the engine's incidents; it holds
 * no address, and the cause is left out on purpose, because mail servers quote addresses.
 */
public class NotDelivered extends RuntimeException {
    NotDelivered(String message) {
        super(message);
    }
}
