package cn.qingfeng.intake.conversation;

import cn.qingfeng.clue.ClueNumber;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the office asks a reporter: from the clue's page, and from Tasklist under the rights of whoever works there. */
@RestController
class AskApi {

    record Question(String text) {}

    private final Conversation conversation;

    AskApi(Conversation conversation) {
        this.conversation = conversation;
    }

    @GetMapping("/api/clues/{number}/messages")
    @Operation(summary = "Questions to the reporter and answers", description = "Empty for units, who read none of it.")
    List<Conversation.Message> messages(@PathVariable String number, Principal reader) {
        return conversation.readBy(reader.getName(), ClueNumber.of(number));
    }

    @PostMapping("/api/clues/{number}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Asks the reporter", description = "The reporter sees which office asks, not which person.")
    List<Conversation.Message> ask(@PathVariable String number, @RequestBody Question question, Principal asker) {
        conversation.ask(asker.getName(), ClueNumber.of(number), question.text());
        return messages(number, asker);
    }
}
