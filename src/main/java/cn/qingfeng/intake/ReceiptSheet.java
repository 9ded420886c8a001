package cn.qingfeng.intake;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The receipt as a page: the only time that its digits are shown. It is neither redirected to (they would lie in the
 * session) nor stored by the browser, and the QR code on it leads to the tracking page without them.
 */
@Component
class ReceiptSheet {

    private final PublicAddress address;

    ReceiptSheet(PublicAddress address) {
        this.address = address;
    }

    /** The view that shows it; {@code toReporter} when the reporter reads it, not a clerk. */
    String show(Receipt receipt, boolean toReporter, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var track = address.of("/track");
        model.addAttribute("clueNumber", receipt.clueNumber());
        model.addAttribute("reportNumber", receipt.reportNumber());
        model.addAttribute("receipt", inFours(receipt.receipt()));
        model.addAttribute("qr", QrCode.of(track));
        model.addAttribute("track", track);
        model.addAttribute("toReporter", toReporter);
        return "intake/receipt";
    }

    /** Sixteen digits as people read them out: four by four. */
    private static String inFours(String digits) {
        return digits.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
