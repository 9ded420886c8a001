package cn.qingfeng.process.evaluation;

import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Scheme;
import cn.qingfeng.evaluation.score.Schemes;
import cn.qingfeng.process.table.Tables;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code evaluation-scheme}, as it is in force. */
@Component
class TableSchemes implements Schemes {

    private final Tables tables;

    TableSchemes(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Scheme inForce() {
        var values = new EnumMap<Parameter, Integer>(Parameter.class);
        for (var parameter : Parameter.values()) {
            var row = tables.row(SchemeTable.CONTRACT, Map.of(SchemeTable.PARAMETER.name(), parameter.name()));
            values.put(parameter, SchemeTable.VALUE.of(row));
        }
        return new Scheme(values);
    }
}
