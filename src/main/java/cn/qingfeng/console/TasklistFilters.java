package cn.qingfeng.console;

import static java.util.stream.Collectors.toMap;

import cn.qingfeng.security.query.CountsTogether;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.json.JsonTaskQueryConverter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The filters at the left of Tasklist, made at every start where they are missing. Everybody may read all of them: a
 * filter shows only the tasks that the reader may see anyway, so each duty finds its own work in it.
 */
@Component
public class TasklistFilters {
    /** Raise it when a definition below changes: filters of an older edition are then made anew. */
    static final int EDITION = 4;

    /** The mark by which a filter of ours is known again after somebody renamed it. */
    static final String MARK = "qingfeng";

    /** More than anybody looks at. */
    private static final int MOST_FILTERS = 50;

    private static final String MARK_EDITION = "qingfengEdition";

    /** One filter; its place in the list is its place here, its name stands in the messages. */
    enum View {
        WAITING(
                "#0b5c8a",
                query -> query.or()
                        .taskAssigneeExpression(FilterExpressions.ME)
                        .taskCandidateUserExpression(FilterExpressions.ME)
                        .endOr()),
        MINE("#0b5c8a", query -> query.taskAssigneeExpression(FilterExpressions.ME)),
        TO_CLAIM("#0b5c8a", query -> query.taskCandidateUserExpression(FilterExpressions.ME)),
        OVERDUE("#b3261e", query -> query.dueBeforeExpression(FilterExpressions.NOW)),
        DUE_TODAY(
                "#8a5a00",
                query -> query.dueAfterExpression(FilterExpressions.START_OF_TODAY)
                        .dueBeforeExpression(FilterExpressions.START_OF_TOMORROW)),
        DUE_SOON(
                "#8a5a00",
                query -> query.dueAfterExpression(FilterExpressions.NOW)
                        .dueBeforeExpression(FilterExpressions.END_OF_SOON)),
        RED("#b3261e", query -> query.processVariableValueEquals("card", "RED")),
        YELLOW("#8a6d00", query -> query.processVariableValueEquals("card", "YELLOW")),
        BLUE("#1456a0", query -> query.processVariableValueEquals("card", "BLUE"));

        private final String color;
        private final Function<TaskQuery, TaskQuery> criteria;

        View(String color, Function<TaskQuery, TaskQuery> criteria) {
            this.color = color;
            this.criteria = criteria;
        }

        String key(String part) {
            return "console.filter." + name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + part;
        }
    }

    private final ProcessEngine engine;
    private final MessageSource messages;

    TasklistFilters(ProcessEngine engine, MessageSource messages) {
        this.engine = engine;
        this.messages = messages;
    }

    /** Before anybody can sign in, and before the demo county walks its clues. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    void make() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(context -> {
            // Nodes that start together take turns, so that no filter is made twice.
            context.getPropertyManager().acquireExclusiveLockForStartup();
            context.runWithoutAuthorization(() -> {
                var ours = engine.getFilterService().createTaskFilterQuery().unlimitedList().stream()
                        .filter(filter -> filter.getProperties() != null
                                && filter.getProperties().containsKey(MARK))
                        .collect(toMap(
                                filter -> String.valueOf(filter.getProperties().get(MARK)),
                                Function.identity(),
                                (first, second) -> first));
                Arrays.stream(View.values()).forEach(view -> make(view, ours.get(view.name())));
                return null;
            });
            return null;
        });
    }

    private void make(View view, Filter known) {
        if (known != null && editionOf(known) >= EDITION) {
            return;
        }
        var filters = engine.getFilterService();
        var filter = known == null ? filters.newTaskFilter(say(view.key("name"))) : known;
        filter.setName(say(view.key("name")));
        filter.setQuery(query(view));
        filter.setProperties(properties(view));
        filters.saveFilter(filter);
        if (known == null) {
            grant(filter.getId());
        }
    }

    /** How many tasks a filter finds. */
    record Count(String name, long count) {}

    /**
     * What each filter finds for whoever asks, under that person's rights, with one statement. What waits for somebody is theirs or
     * is offered, never both, and is not asked for: a database answers “either” by passing over every open task.
     */
    List<Count> counts() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            var found = engine.getFilterService().createTaskFilterQuery().listPage(0, MOST_FILTERS);
            var ours = new EnumMap<View, Filter>(View.class);
            found.forEach(filter -> viewOf(filter).ifPresent(view -> ours.put(view, filter)));
            var sum = ours.keySet().containsAll(EnumSet.of(View.WAITING, View.MINE, View.TO_CLAIM))
                    ? ours.get(View.WAITING)
                    : null;
            var asked = found.stream().filter(filter -> filter != sum).toList();
            var counted = CountsTogether.of(
                    context, asked.stream().<Query<?, ?>>map(Filter::getQuery).toList());
            var counts = new HashMap<Filter, Long>();
            for (var at = 0; at < asked.size(); at++) {
                counts.put(asked.get(at), counted.get(at));
            }
            if (sum != null) {
                counts.put(sum, counts.get(ours.get(View.MINE)) + counts.get(ours.get(View.TO_CLAIM)));
            }
            return found.stream()
                    .map(filter -> new Count(filter.getName(), counts.get(filter)))
                    .toList();
        });
    }

    /** As which of ours a filter still asks; empty where an owner made it, or made it ask for something else. */
    private Optional<View> viewOf(Filter filter) {
        return Arrays.stream(View.values())
                .filter(view -> filter.getProperties() != null
                        && view.name().equals(filter.getProperties().get(MARK))
                        && written(filter.getQuery()).equals(written(query(view))))
                .findFirst();
    }

    private static String written(TaskQuery query) {
        return new JsonTaskQueryConverter().toJsonObject(query).toString();
    }

    private TaskQuery query(View view) {
        return view.criteria
                .apply(engine.getTaskService().createTaskQuery().active())
                .orderByDueDate()
                .asc();
    }

    private static int editionOf(Filter filter) {
        return filter.getProperties().get(MARK_EDITION) instanceof Number number ? number.intValue() : 0;
    }

    private Map<String, Object> properties(View view) {
        var properties = new HashMap<String, Object>();
        properties.put("description", say(view.key("description")));
        properties.put("priority", (view.ordinal() + 1) * 10);
        properties.put("color", view.color);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        // The card's lines are ours (console/tasklist.js): values here would show as BLUE and a unit's code.
        properties.put("variables", List.of());
        properties.put(MARK, view.name());
        properties.put(MARK_EDITION, EDITION);
        return properties;
    }

    private void grant(String filter) {
        var authorizations = engine.getAuthorizationService();
        var everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setResource(Resources.FILTER);
        everybody.setResourceId(filter);
        everybody.addPermission(Permissions.READ);
        authorizations.saveAuthorization(everybody);
    }

    private String say(String key) {
        return messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE);
    }
}
