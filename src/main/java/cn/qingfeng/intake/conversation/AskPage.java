package cn.qingfeng.intake.conversation;

import cn.qingfeng.clue.ClueNumber;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form on a clue's page by which the office asks its reporter. */
@Controller
class AskPage {

    private final Conversation conversation;

    AskPage(Conversation conversation) {
        this.conversation = conversation;
    }

    @PostMapping("/clues/{number}/ask")
    String ask(@PathVariable String number, @RequestParam(defaultValue = "") String text, Principal asker) {
        var clue = ClueNumber.of(number);
        conversation.ask(asker.getName(), clue, text);
        return "redirect:/clues/" + clue + "#conversation";
    }
}
