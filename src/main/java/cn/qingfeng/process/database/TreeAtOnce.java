package cn.qingfeng.process.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.builder.StaticSqlSource;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * An overview and the phases that it calls are instances of their own, and each step about a clue needs them all: the engine
 * reads the execution, then its instance, then the caller's, and the variables of each. Here a command reads the whole tree with
 * the first of its executions and all of its variables with the first of these, and answers from that until it writes.
 */
public final class TreeAtOnce {

    private static final String EXECUTIONS = "qingfengExecutionsOfTree";
    private static final String VARIABLES = "qingfengVariablesOfTree";

    /** The row of an instance alone names its root. */
    private static final String INSTANCES = "(select p.ID_ from ACT_RU_EXECUTION p where p.ROOT_PROC_INST_ID_ ="
            + " (select i.ROOT_PROC_INST_ID_ from ACT_RU_EXECUTION e join ACT_RU_EXECUTION i on i.ID_ = e.PROC_INST_ID_"
            + " where e.ID_ = ?))";

    private TreeAtOnce() {}

    /** The two statements, made of the engine's own about one instance. */
    public static void addStatements(Configuration statements) {
        add(statements, EXECUTIONS, "selectExecutionsByProcessInstanceId", "PROC_INST_ID_");
        add(statements, VARIABLES, "selectVariablesByProcessInstanceId", "RES.PROC_INST_ID_");
    }

    private static void add(Configuration statements, String name, String like, String instance) {
        var ofOne = instance + " = ?";
        var known = statements.getMappedStatement(like);
        var bound = known.getBoundSql(new ListQueryParameterObject("", 0, 1));
        if (!bound.getSql().contains(ofOne)) {
            throw new IllegalStateException("The engine reads instances in another way: " + bound.getSql());
        }
        var sql = bound.getSql().replace(ofOne, instance + " in " + INSTANCES);
        statements.addMappedStatement(new MappedStatement.Builder(
                        statements,
                        name,
                        new StaticSqlSource(statements, sql, bound.getParameterMappings()),
                        SqlCommandType.SELECT)
                .resultMaps(known.getResultMaps())
                .build());
    }

    /** For each command of the engine its own. */
    public static SessionFactory executions() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ExecutionManager.class;
            }

            @Override
            public Session openSession() {
                return new Executions();
            }
        };
    }

    private static final class Executions extends ExecutionManager {

        /** By instance, as they were read. */
        private final Map<String, List<ExecutionEntity>> read = new HashMap<>();

        @Override
        public ExecutionEntity findExecutionById(String id) {
            if (id != null && isUnknown(id)) {
                tree(id);
            }
            return super.findExecutionById(id);
        }

        /** Deleted ones are known too: of them the engine answers as before. */
        private boolean isUnknown(String id) {
            return getDbEntityManager().getDbEntityCache().getCachedEntity(ExecutionEntity.class, id) == null;
        }

        @Override
        public List<ExecutionEntity> findExecutionsByProcessInstanceId(String instance) {
            if (instance != null && !read.containsKey(instance)) {
                tree(instance);
            }
            var known = read.get(instance);
            return known == null ? super.findExecutionsByProcessInstanceId(instance) : new ArrayList<>(known);
        }

        @SuppressWarnings("unchecked")
        private void tree(String execution) {
            for (var each : (List<ExecutionEntity>) getDbEntityManager().selectList(EXECUTIONS, execution)) {
                var instance = read.computeIfAbsent(each.getProcessInstanceId(), id -> new ArrayList<>());
                if (!instance.contains(each)) {
                    instance.add(each);
                }
            }
        }

        private boolean holds(String execution) {
            return read.values().stream().flatMap(List::stream).anyMatch(each -> execution.equals(each.getId()));
        }

        @Override
        public void flush() {
            read.clear();
            super.flush();
        }
    }

    /** Of the variables; no task has any of its own. */
    public static class Variables extends VariableInstanceManager {

        private final Map<String, List<VariableInstanceEntity>> read = new HashMap<>();
        private final Set<String> asked = new HashSet<>();

        @Override
        public List<VariableInstanceEntity> findVariableInstancesByExecutionIdAndVariableNames(
                String execution, Collection<String> names) {
            var executions = Context.getCommandContext().getExecutionManager();
            if (names != null
                    || execution == null
                    || !(executions instanceof Executions tree)
                    || !tree.holds(execution)
                    // Asked for again: something was written meanwhile, or somebody looks whether it was.
                    || asked.contains(execution)) {
                return super.findVariableInstancesByExecutionIdAndVariableNames(execution, names);
            }
            if (!read.containsKey(execution)) {
                tree.read.values().stream()
                        .flatMap(List::stream)
                        .forEach(each -> read.putIfAbsent(each.getId(), new ArrayList<>()));
                tree(execution);
            }
            asked.add(execution);
            return new ArrayList<>(read.get(execution));
        }

        @SuppressWarnings("unchecked")
        private void tree(String execution) {
            for (var each : (List<VariableInstanceEntity>) getDbEntityManager().selectList(VARIABLES, execution)) {
                if (each.getTaskId() == null && each.getExecutionId() != null) {
                    read.computeIfAbsent(each.getExecutionId(), id -> new ArrayList<>())
                            .add(each);
                }
            }
        }

        @Override
        public void flush() {
            read.clear();
            super.flush();
        }
    }
}
