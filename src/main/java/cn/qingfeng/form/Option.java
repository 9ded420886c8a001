package cn.qingfeng.form;

/**
 * One choice of a select, radio group, checklist or tag list.
 *
 * @param label what the person reads
 * @param value what is stored: a string, number or boolean
 */
public record Option(String label, Object value) {

    boolean means(Object given) {
        if (value instanceof Number ours && given instanceof Number theirs) {
            return new java.math.BigDecimal(ours.toString()).compareTo(new java.math.BigDecimal(theirs.toString()))
                    == 0;
        }
        return value.equals(given);
    }
}
