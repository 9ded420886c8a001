package cn.qingfeng.insight.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;

/** In which form the ledger is taken out. Words for readers: {@code ledger.export.format.<NAME>}. */
public enum SheetFormat {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx") {
        @Override
        SheetWriter open(OutputStream out, SheetHead head, ZoneId zone) throws IOException {
            return new ExcelWriter(out, head, zone);
        }
    },
    CSV("text/csv; charset=UTF-8", "csv") {
        @Override
        SheetWriter open(OutputStream out, SheetHead head, ZoneId zone) throws IOException {
            return new CsvWriter(out, head, zone);
        }
    };

    private final String mediaType;
    private final String ending;

    SheetFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /** A writer that has written the head. */
    abstract SheetWriter open(OutputStream out, SheetHead head, ZoneId zone) throws IOException;

    String mediaType() {
        return mediaType;
    }

    /** Of a file's name, without the dot. */
    String ending() {
        return ending;
    }
}
