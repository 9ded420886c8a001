package cn.qingfeng.intake;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.plaque.PublicAddress;
import cn.qingfeng.intake.plaque.QrCode;
import java.time.Instant;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The receipt as a page: the only time that its digits are shown. It is neither redirected to (they would lie in the
 * session) nor stored by the browser, and the QR code on it leads to the tracking page without them.
 */
@Component
public class ReceiptSheet {

    private final PublicAddress address;
    private final ClueLedger ledger;
    private final Promises promises;
    private final String hotline;

    ReceiptSheet(
            PublicAddress address,
            ClueLedger ledger,
            Promises promises,
            @Value("${qingfeng.plaque.hotline:12345}") String hotline) {
        this.address = address;
        this.ledger = ledger;
        this.promises = promises;
        this.hotline = hotline;
    }

    /**
     * The view that shows it; {@code toReporter} when the reporter reads it, not a clerk. A report against a person is named
     * by its number alone: the paper may be seen by others.
     */
    public String show(Receipt receipt, boolean toReporter, Locale reader, Model model) {
        var clue = ledger.get(ClueNumber.of(receipt.clueNumber()));
        model.addAttribute("registeredAt", minute(clue.registeredAt()));
        model.addAttribute("hotline", hotline);
        if (clue.content().kind() != ClueKind.REPORT) {
            model.addAttribute("matter", clue.content().title());
        }
        promises.admission(clue, reader).ifPresent(promise -> {
            model.addAttribute("promise", promise.name());
            model.addAttribute("promisedAt", minute(promise.dueAt()));
        });
        var track = address.of("/track");
        model.addAttribute("clueNumber", receipt.clueNumber());
        model.addAttribute("reportNumber", receipt.reportNumber());
        model.addAttribute("receipt", inFours(receipt.receipt()));
        model.addAttribute("qr", QrCode.of(track));
        model.addAttribute("track", track);
        model.addAttribute("toReporter", toReporter);
        return "intake/receipt";
    }

    private String minute(Instant moment) {
        return Moments.minute(moment);
    }

    /** Sixteen digits as people read them out: four by four. */
    private static String inFours(String digits) {
        return digits.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
