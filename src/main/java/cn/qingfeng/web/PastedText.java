package cn.qingfeng.web;

import cn.qingfeng.text.Pasted;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Wherever a page or a program hands over text, what was pasted is {@linkplain Pasted#tidy tidied} before anybody reads it. */
@ControllerAdvice
class PastedText {

    @InitBinder
    void tidy(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String typed) {
                setValue(Pasted.tidy(typed));
            }
        });
    }

    @Bean
    static SimpleModule tidyJson() {
        return new SimpleModule("pasted-text").addDeserializer(String.class, new Tidying());
    }

    private static final class Tidying extends StdScalarDeserializer<String> {

        Tidying() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Pasted.tidy(StringDeserializer.instance.deserialize(json, context));
        }
    }
}
