package cn.qingfeng.process.picture;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueAccess;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.ClueLifecycle;
import cn.qingfeng.security.EngineRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The diagram by which a clue runs and its place in it, for whoever may see the clue. */
@RestController
class PictureApi {

    /** The diagram's XML, the ids of the elements where the clue stands, and of those it has passed. */
    record Picture(String xml, List<String> active, List<String> passed) {}

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final EngineRights product;
    private final HistoryService history;
    private final RepositoryService repository;

    PictureApi(
            ClueLedger ledger,
            ClueAccess access,
            EngineRights product,
            HistoryService history,
            RepositoryService repository) {
        this.ledger = ledger;
        this.access = access;
        this.product = product;
        this.history = history;
        this.repository = repository;
    }

    @GetMapping("/api/clues/{number}/picture")
    @Transactional(readOnly = true)
    public Picture picture(Principal reader, @PathVariable String number) {
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(access.viewer(reader.getName()), clue);
        return product.call(() -> of(clue.number().value()));
    }

    private Picture of(String number) {
        var instance = history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(ClueLifecycle.KEY)
                .processInstanceBusinessKey(number)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("clue.unknown", number));
        return new Picture(xml(instance), activities(instance, false), activities(instance, true));
    }

    private List<String> activities(HistoricProcessInstance instance, boolean finished) {
        var query = history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId());
        return (finished ? query.finished() : query.unfinished())
                .unlimitedList().stream()
                        .map(HistoricActivityInstance::getActivityId)
                        .distinct()
                        .toList();
    }

    private String xml(HistoricProcessInstance instance) {
        try (var model = repository.getProcessModel(instance.getProcessDefinitionId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
