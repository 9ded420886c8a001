package cn.qingfeng.console;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.insight.file.ClueDossier;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the scripts in Cockpit read. Who may, {@link Board} says. */
@RestController
class BoardController {

    private final Board board;

    BoardController(Board board) {
        this.board = board;
    }

    @GetMapping("/api/board")
    Board.View board(
            @RequestParam Optional<Card> card,
            @RequestParam Optional<String> unit,
            @RequestParam Optional<SupervisionStage> stage,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "0") int page,
            Principal person,
            Locale locale) {
        return board.of(person.getName(), card, unit.filter(code -> !code.isBlank()), stage, only, page, locale);
    }

    /** The counts for a diagram's tasks and phases. */
    @GetMapping("/api/board/definitions/{id}/tasks")
    List<Board.AtTask> tasks(@PathVariable String id, Principal person) {
        return board.tasks(person.getName(), id);
    }

    /** The clue behind an instance. */
    @GetMapping("/api/board/instances/{id}/clue")
    ClueDossier clue(@PathVariable String id, Principal person, Locale locale) {
        return board.behind(person.getName(), id, locale);
    }

    /** Where an instance stands, and what is above and below it. */
    @GetMapping("/api/board/instances/{id}/around")
    Board.Around around(@PathVariable String id, Principal person) {
        return board.around(person.getName(), id);
    }

    /** Leads on to the clue's instance in Cockpit: that of the phase where it stands. */
    @GetMapping("/api/board/clues/{number}/instance")
    ResponseEntity<Void> instance(@PathVariable String number, Principal person) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/camunda/app/cockpit/default/#/process-instance/"
                        + board.instanceOf(person.getName(), number)))
                .build();
    }
}
