package cn.qingfeng.process.deployment.table;

import cn.qingfeng.process.deployment.Guess;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.table.DecisionContract;
import cn.qingfeng.process.table.DecisionTables;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnDataTypeTransformerRegistry;
import org.camunda.bpm.dmn.engine.impl.type.DefaultDataTypeTransformerRegistry;

/** The inputs of a decision table, and whether the engine could put a value into one: else it fails when a clue comes there. */
public final class TableInputs {

    private static final DmnDataTypeTransformerRegistry ENGINE = new DefaultDataTypeTransformerRegistry();

    /** One that is like no code and no number. */
    private static final String SOME_TEXT = "some text";

    private TableInputs() {}

    /** The types of a table's inputs, by the name that each asks for. */
    public static Map<String, String> of(Element decision) {
        var types = new LinkedHashMap<String, String>();
        decision.all()
                .filter(element -> element.local().equals("inputExpression") && element.attribute("typeRef") != null)
                .forEach(input -> input.children().stream()
                        .filter(child -> child.local().equals("text"))
                        .forEach(text -> types.put(text.ownText(), input.attribute("typeRef"))));
        return types;
    }

    /** The inputs that do not take what the product itself asks with. */
    static List<Map.Entry<String, String>> refusingTheProduct(String id, Element decision) {
        var asked = DecisionTables.of(id).map(DecisionContract::samples).orElse(Map.of());
        return of(decision).entrySet().stream()
                .filter(input -> !takes(input.getValue(), asked.get(input.getKey())))
                .toList();
    }

    /** Whether an input of that type takes a value, or one of which only the kind is known. */
    public static boolean takes(String type, Object value) {
        var sample = value instanceof Guess.Some kind ? sample(kind) : value;
        if (sample == null) {
            return true;
        }
        try {
            ENGINE.getTransformer(type).transform(sample);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static Object sample(Guess.Some kind) {
        return switch (kind) {
            case TEXT, BY_TABLE -> SOME_TEXT;
            case NUMBER -> 1;
            case TRUTH -> true;
            case MOMENT -> new Date(0);
            case LIST -> List.of();
            case ANYTHING -> null;
        };
    }
}
