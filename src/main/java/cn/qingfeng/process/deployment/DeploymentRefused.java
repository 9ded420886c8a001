package cn.qingfeng.process.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;

/** The engine's own kind of refusal: HTTP 400 with every reason, which Camunda Modeler shows. */
class DeploymentRefused extends ParseException {

    /** A reason, told in words. */
    record Reason(String resource, String element, int line, String text) implements Problem {
        @Override
        public String getMessage() {
            return text;
        }

        @Override
        public int getLine() {
            return line;
        }

        @Override
        public int getColumn() {
            return 0;
        }

        @Override
        public String getMainElementId() {
            return element;
        }

        @Override
        public List<String> getElementIds() {
            return element == null ? List.of() : List.of(element);
        }
    }

    DeploymentRefused(String headline, List<Reason> reasons) {
        super(
                headline + "\n"
                        + String.join("\n", reasons.stream().map(Reason::text).toList()),
                reasons.get(0).resource(),
                List.of(),
                List.of());
        resorceReports.clear();
        var byResource = new LinkedHashMap<String, List<Problem>>();
        reasons.forEach(reason -> byResource
                .computeIfAbsent(reason.resource(), resource -> new ArrayList<>())
                .add(reason));
        byResource.forEach(
                (resource, problems) -> resorceReports.add(new ResourceReportImpl(resource, problems, List.of())));
    }
}
