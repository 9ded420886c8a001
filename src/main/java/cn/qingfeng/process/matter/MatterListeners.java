package cn.qingfeng.process.matter;

import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.StepLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Every step and every end of a matter's process reaches the ledger, also in a diagram that an owner drew: nobody draws it. */
@Component
class MatterListeners extends AbstractProcessEnginePlugin {

    private final ObjectProvider<MatterSteps> steps;

    MatterListeners(ObjectProvider<MatterSteps> steps) {
        this.steps = steps;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var listeners = new ArrayList<BpmnParseListener>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(new Listening());
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private final class Listening extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element process, ProcessDefinitionEntity definition) {
            if (MatterKind.is(definition.getKey())) {
                definition.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener)
                        execution -> steps.getObject().ended(execution));
            }
        }

        @Override
        public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl end) {
            if (MatterKind.is(((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey())) {
                end.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                        execution -> steps.getObject().ending(execution));
            }
        }

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            if (!MatterKind.is(((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey())) {
                return;
            }
            var limit = limit(element);
            var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
            task.addTaskListener(
                    TaskListener.EVENTNAME_CREATE, waiting -> steps.getObject().begun(waiting, limit));
            task.addTaskListener(
                    TaskListener.EVENTNAME_COMPLETE, done -> steps.getObject().over(done));
            task.addTaskListener(
                    TaskListener.EVENTNAME_DELETE, gone -> steps.getObject().over(gone));
        }
    }

    private static Optional<StepLimit> limit(Element task) {
        var said = properties(task);
        return Optional.ofNullable(said.get(MatterDrawing.LIMIT))
                .flatMap(limit -> StepLimit.read(limit, said.get(MatterDrawing.SINCE), said.get(MatterDrawing.UNTIL)));
    }

    private static Map<String, String> properties(Element task) {
        var said = new HashMap<String, String>();
        var extensions = task.element("extensionElements");
        var properties =
                extensions == null ? null : extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties");
        if (properties != null) {
            properties
                    .elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property")
                    .forEach(property -> said.put(property.attribute("name"), property.attribute("value")));
        }
        return said;
    }
}
