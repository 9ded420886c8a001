package cn.qingfeng.console;

import cn.qingfeng.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For administrators in Cockpit: jobs that gave up, why in plain words, and trying one again. Tells no more of a case than its number. */
@RestController
@PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
class FailedJobs {

    /** A job that gave up. */
    record Gave(String id, String what, Instant since, String cause) {}

    private static final int MOST = 50;
    private static final Pattern NUMBER = Pattern.compile("^WY\\d{8}-\\d{4,}");

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService jobs;
    private final MessageSource messages;

    FailedJobs(RuntimeService runtime, RepositoryService repository, ManagementService jobs, MessageSource messages) {
        this.runtime = runtime;
        this.repository = repository;
        this.jobs = jobs;
        this.messages = messages;
    }

    @GetMapping("/api/troubles")
    List<Gave> troubles(Locale locale) {
        return runtime
                .createIncidentQuery()
                .incidentType(Incident.FAILED_JOB_HANDLER_TYPE)
                .orderByIncidentTimestamp()
                .desc()
                .listPage(0, MOST)
                .stream()
                .map(incident -> gave(incident, locale))
                .toList();
    }

    /** The job is tried once more, by the next executor that is free. */
    @PostMapping("/api/troubles/{id}/retry")
    void retry(@PathVariable String id) {
        var incident = runtime.createIncidentQuery().incidentId(id).listPage(0, 1).stream()
                .findFirst();
        jobs.setJobRetries(
                incident.orElseThrow(() -> Refusal.notFound("trouble.gone")).getConfiguration(), 1);
    }

    private Gave gave(Incident incident, Locale locale) {
        var number = number(incident);
        return new Gave(
                incident.getId(),
                say("trouble.what", locale, process(incident), activity(incident), number),
                incident.getIncidentTimestamp().toInstant(),
                cause(incident, number, locale));
    }

    private String cause(Incident incident, String number, Locale locale) {
        var message = String.valueOf(incident.getIncidentMessage());
        var trace = String.valueOf(jobs.getJobExceptionStacktrace(incident.getConfiguration()));
        var trouble = FailedJob.in(trace);
        return switch (trouble) {
            // Written for administrators where it was thrown.
            case NOTICE -> message;
            case REFUSED -> {
                var key = FailedJob.refusalIn(trace);
                var refusal =
                        key.isEmpty() ? message : messages.getMessage(key, new Object[] {number}, message, locale);
                yield say("trouble.REFUSED", locale, refusal);
            }
            default -> say("trouble." + trouble, locale, incident.getConfiguration());
        };
    }

    private String number(Incident incident) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceId(incident.getProcessInstanceId())
                .listPage(0, 1)
                .stream()
                .map(instance -> NUMBER.matcher(String.valueOf(instance.getBusinessKey())))
                .filter(java.util.regex.Matcher::find)
                .map(java.util.regex.Matcher::group)
                .findFirst()
                .orElse("");
    }

    private String process(Incident incident) {
        return repository
                .getProcessDefinition(incident.getProcessDefinitionId())
                .getName();
    }

    private String activity(Incident incident) {
        var element = repository
                .getBpmnModelInstance(incident.getProcessDefinitionId())
                .getModelElementById(incident.getActivityId());
        return element instanceof FlowElement step && step.getName() != null
                ? step.getName()
                : incident.getActivityId();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
