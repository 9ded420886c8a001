package cn.qingfeng.process.engine;

import java.util.Map;
import org.camunda.bpm.engine.variable.impl.type.AbstractValueTypeImpl;
import org.camunda.bpm.engine.variable.impl.value.AbstractTypedValue;
import org.camunda.bpm.engine.variable.type.SerializableValueType;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * The type under which Tasklist sends lists ({@code Json}). The engine knows it only with a further library, which would
 * also bring functions into expressions; we need just the text, and never store it in the engine.
 */
public final class JsonAnswers extends AbstractValueTypeImpl implements SerializableValueType {

    public static final String NAME = "json";

    JsonAnswers() {
        super(NAME);
    }

    @Override
    public boolean isPrimitiveValueType() {
        return false;
    }

    @Override
    public Map<String, Object> getValueInfo(TypedValue typedValue) {
        return Map.of();
    }

    @Override
    public TypedValue createValue(Object value, Map<String, Object> valueInfo) {
        return new Text(this, value == null ? null : value.toString());
    }

    @Override
    public SerializableValue createValueFromSerialized(String serializedValue, Map<String, Object> valueInfo) {
        return new Text(this, serializedValue);
    }

    private static final class Text extends AbstractTypedValue<String> implements SerializableValue {

        private Text(JsonAnswers type, String text) {
            super(text, type);
        }

        @Override
        public String getValueSerialized() {
            return value;
        }

        @Override
        public String getSerializationDataFormat() {
            return "application/json";
        }

        @Override
        public boolean isDeserialized() {
            return false;
        }

        @Override
        public SerializableValueType getType() {
            return (SerializableValueType) super.getType();
        }
    }
}
