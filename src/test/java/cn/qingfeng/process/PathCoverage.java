package cn.qingfeng.process;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Tells which elements and sequence flows an engine passed. The library that draws such pictures builds the engine itself a
 * second time, which the engine of a running product does not survive.
 */
@TestConfiguration
public class PathCoverage {

    private final Set<String> drawn = ConcurrentHashMap.newKeySet();
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /** Everything of that process that nobody passed. */
    public Set<String> missing(String processKey) {
        var missing = new TreeSet<String>();
        for (var element : drawn) {
            if (element.startsWith(processKey + "/") && !passed.contains(element)) {
                missing.add(element);
            }
        }
        return missing;
    }

    /** How many elements and flows that process has. */
    public long size(String processKey) {
        return drawn.stream()
                .filter(element -> element.startsWith(processKey + "/"))
                .count();
    }

    @Bean
    AbstractProcessEnginePlugin pathCoverage() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                var listeners = new ArrayList<BpmnParseListener>();
                if (engine.getCustomPostBPMNParseListeners() != null) {
                    listeners.addAll(engine.getCustomPostBPMNParseListeners());
                }
                listeners.add(new Watch());
                engine.setCustomPostBPMNParseListeners(listeners);
            }
        };
    }

    private final class Watch extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity definition) {
            watch(definition, definition.getKey());
        }

        private void watch(ScopeImpl scope, String process) {
            for (var activity : scope.getActivities()) {
                var name = process + "/" + activity.getId();
                // The body around the instances of a multi-instance task is not drawn.
                if (!activity.getId().endsWith("#multiInstanceBody")) {
                    drawn.add(name);
                }
                activity.addListener(ExecutionListener.EVENTNAME_START, passing(name));
                for (var flow : activity.getOutgoingTransitions()) {
                    var taken = process + "/" + flow.getId();
                    drawn.add(taken);
                    ((TransitionImpl) flow).addListener(ExecutionListener.EVENTNAME_TAKE, passing(taken));
                }
                watch((ActivityImpl) activity, process);
            }
        }

        private ExecutionListener passing(String name) {
            return execution -> passed.add(name);
        }
    }
}
