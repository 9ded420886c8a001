package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.process.engine.JsonAnswers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;

/**
 * Carries what a person typed past the engine. The engine would make a process variable of every form value, copy it into
 * its history and fail on texts of more than 4,000 characters; so the values wait here, on the completing thread, until
 * {@link FormHandover} takes them to our tables.
 */
public final class Submissions {

    private static final ThreadLocal<Map<String, Object>> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<String> ACTOR = new ThreadLocal<>();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Submissions() {}

    /** What was submitted with the completion that runs now; empty when nothing was. */
    static Map<String, Object> current() {
        var values = CURRENT.get();
        return values == null ? Map.of() : values;
    }

    /**
     * Completes in the name of somebody who has no account: what the reporter does. The caller has looked that it may be
     * done, because the engine asks nobody's rights then.
     */
    static void as(String actor, Runnable completion) {
        ACTOR.set(actor);
        try {
            completion.run();
        } finally {
            ACTOR.remove();
        }
    }

    /** In whose name the completion runs, if not in the signed-in person's. */
    static Optional<String> actor() {
        return Optional.ofNullable(ACTOR.get());
    }

    private static <T> T with(Map<String, Object> submitted, Supplier<T> completion) {
        var outer = CURRENT.get();
        CURRENT.set(plain(submitted));
        try {
            return completion.get();
        } catch (ProcessEngineException wrapped) {
            throw refusalIn(wrapped);
        } finally {
            CURRENT.set(outer);
        }
    }

    /** The engine wraps what a listener throws, and its REST API would answer 500 to that. */
    private static ProcessEngineException refusalIn(ProcessEngineException wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedSubmission || cause instanceof RefusedClaim) {
                return (ProcessEngineException) cause;
            }
        }
        return wrapped;
    }

    private static Map<String, Object> plain(Map<String, Object> submitted) {
        var values = new LinkedHashMap<String, Object>();
        if (submitted != null) {
            for (var key : submitted.keySet()) {
                TypedValue typed = submitted instanceof VariableMap map ? map.getValueTyped(key) : null;
                values.put(key, typed == null ? submitted.get(key) : plain(key, typed));
            }
        }
        return values;
    }

    private static Object plain(String key, TypedValue typed) {
        if (!(typed instanceof SerializableValue serialized)) {
            return typed.getValue();
        }
        if (!JsonAnswers.NAME.equals(typed.getType().getName())) {
            throw Refusal.invalid("process.answer.type", key);
        }
        try {
            return JSON.readValue(serialized.getValueSerialized(), Object.class);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("process.answer.type", key);
        }
    }

    private static void refuseVariables(Map<String, Object> variables) {
        if (variables != null && !variables.isEmpty()) {
            throw new BadUserRequestException("variables are not taken here");
        }
    }

    private static void taking(Runnable claim) {
        try {
            claim.run();
        } catch (ProcessEngineException wrapped) {
            throw refusalIn(wrapped);
        }
    }

    /** Completing a task hands its values over instead of storing them; who must not take one is told so. */
    public static final class Tasks extends TaskServiceImpl {

        private final ObjectProvider<StepGuard> guard;
        private final MessageSource messages;

        public Tasks(ObjectProvider<StepGuard> guard, MessageSource messages) {
            this.guard = guard;
            this.messages = messages;
        }

        /** Looks whether somebody may have the task, before anything shows it to them. */
        private void requiring(String taskId, BiConsumer<StepGuard, TaskEntity> rule) {
            try {
                commandExecutor.execute(context -> {
                    var task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
                    // A task beside any process is a note; the engine says what it thinks of an unknown one.
                    if (task != null && task.getExecution() != null) {
                        rule.accept(guard.getObject(), task);
                    }
                    return null;
                });
            } catch (Refusal refusal) {
                throw new RefusedClaim(refusal, messages);
            }
        }

        private void requirePerson(String taskId, String userId) {
            if (userId != null) {
                requiring(taskId, (rights, task) -> rights.require(task, userId));
            }
        }

        private void requireGroup(String taskId, String groupId) {
            if (groupId != null) {
                requiring(taskId, (rights, task) -> rights.requireGroup(task, groupId));
            }
        }

        @Override
        public void setOwner(String taskId, String userId) {
            requirePerson(taskId, userId);
            super.setOwner(taskId, userId);
        }

        @Override
        public void addCandidateUser(String taskId, String userId) {
            requirePerson(taskId, userId);
            super.addCandidateUser(taskId, userId);
        }

        @Override
        public void addUserIdentityLink(String taskId, String userId, String type) {
            requirePerson(taskId, userId);
            super.addUserIdentityLink(taskId, userId, type);
        }

        @Override
        public void addCandidateGroup(String taskId, String groupId) {
            requireGroup(taskId, groupId);
            super.addCandidateGroup(taskId, groupId);
        }

        @Override
        public void addGroupIdentityLink(String taskId, String groupId, String type) {
            requireGroup(taskId, groupId);
            super.addGroupIdentityLink(taskId, groupId, type);
        }

        @Override
        public void claim(String taskId, String userId) {
            taking(() -> super.claim(taskId, userId));
        }

        @Override
        public void setAssignee(String taskId, String userId) {
            taking(() -> super.setAssignee(taskId, userId));
        }

        @Override
        public void delegateTask(String taskId, String userId) {
            taking(() -> super.delegateTask(taskId, userId));
        }

        @Override
        public void saveTask(Task task) {
            if (task != null) {
                requirePerson(task.getId(), task.getOwner());
            }
            taking(() -> super.saveTask(task));
        }

        @Override
        public void complete(String taskId, Map<String, Object> variables) {
            with(variables, () -> {
                super.complete(taskId, null);
                return null;
            });
        }

        @Override
        public VariableMap completeWithVariablesInReturn(
                String taskId, Map<String, Object> variables, boolean deserializeValues) {
            return with(variables, () -> super.completeWithVariablesInReturn(taskId, null, deserializeValues));
        }

        @Override
        public void resolveTask(String taskId, Map<String, Object> variables) {
            refuseVariables(variables);
            super.resolveTask(taskId, null);
        }

        @Override
        public void handleBpmnError(
                String taskId, String errorCode, String errorMessage, Map<String, Object> variables) {
            refuseVariables(variables);
            super.handleBpmnError(taskId, errorCode, errorMessage, null);
        }

        @Override
        public void handleEscalation(String taskId, String escalationCode, Map<String, Object> variables) {
            refuseVariables(variables);
            super.handleEscalation(taskId, escalationCode, null);
        }
    }

    /** Submitting a task's form hands its values over instead of storing them. */
    public static final class Forms extends FormServiceImpl {
        @Override
        public void submitTaskForm(String taskId, Map<String, Object> properties) {
            with(properties, () -> {
                super.submitTaskForm(taskId, null);
                return null;
            });
        }

        @Override
        public VariableMap submitTaskFormWithVariablesInReturn(
                String taskId, Map<String, Object> properties, boolean deserializeValues) {
            return with(properties, () -> super.submitTaskFormWithVariablesInReturn(taskId, null, deserializeValues));
        }
    }
}
