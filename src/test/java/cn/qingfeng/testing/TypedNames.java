package cn.qingfeng.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invented names of the county's peoples, and the ways in which somebody may type one. The same seed makes the same. */
public final class TypedNames {

    private static final String SURNAMES =
            "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    private static final List<String> COMPOUND = List.of("欧阳", "司马", "上官", "诸葛", "皇甫", "慕容", "令狐", "尉迟");
    private static final String GIVEN = "一鸣晓舟安禾小满正阳云川启程慕白守拙若谷长风万里同舟青山碧水弘毅敏建国红军志强丽华秀英玉兰梓涵浩宇国庆三四九双木森淼";
    private static final List<String> PARTS = List.of(
            "买买提", "吐尔逊", "阿不都热依木", "艾力", "古丽娜尔", "热娜", "玉素甫", "卡德尔", "迪丽", "努尔", "扎西", "次仁", "卓玛", "多吉", "巴特尔", "乌兰",
            "图雅", "依不拉音");
    private static final String[] BLANKS = {" ", "　", "\u00a0", "\u2009", "\u2003", "\u202f", "  ", "\t", "\u3000\u3000"
    };
    private static final String[] INVISIBLE = {
        "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202c", "\u2066", "\u2069", "\u034f",
        "\ufe0f", "\u180e", "\u3164"
    };
    private static final String[] DOTS = {"·", "•", "・", "．", ".", "‧", "∙", "⋅", "･", "●", "-", "—", "－", " ", ""};
    private static final String[] TITLES = {
        "先生", "女士", "局长", "副局长", "科长", "主任", "老师", "股长", "队长", "书记", "同志", "所长", "经理"
    };
    private static final String[] SEPARATORS = {
        "、", "，", ",", ";", "；", "/", " 和 ", "及", "与", "　", "\n", "\r\n", "|", " "
    };
    private static final Map<Character, String> VARIANTS = variants();

    private final Random random;

    public TypedNames(long seed) {
        random = new Random(seed);
    }

    private static Map<Character, String> variants() {
        var variants = new HashMap<Character, String>();
        try (var file = TypedNames.class.getResourceAsStream("/text/one-character.txt")) {
            for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                for (var at = 0; !line.startsWith("#") && at + 1 < line.length(); at += 2) {
                    variants.merge(line.charAt(at + 1), line.substring(at, at + 1), String::concat);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variants;
    }

    public <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String letter(String of) {
        return String.valueOf(of.charAt(random.nextInt(of.length())));
    }

    /** A name as the county's list has it. */
    public String name() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> one(PARTS) + "·" + one(PARTS);
            case 2 -> one(PARTS) + one(PARTS);
            case 3 -> one(COMPOUND) + letter(GIVEN) + (random.nextBoolean() ? letter(GIVEN) : "");
            case 4, 5 -> letter(SURNAMES) + letter(GIVEN);
            default -> letter(SURNAMES) + letter(GIVEN) + letter(GIVEN);
        };
    }

    /** The same name as somebody may type it. */
    public String typed(String name) {
        var typed = new StringBuilder();
        var trouble = random.nextInt(7);
        for (var at = 0; at < name.length(); at++) {
            var c = name.charAt(at);
            var between = at > 0 && name.charAt(at - 1) != '·' && c != '·';
            if (between && (trouble == 1 || trouble == 6) && random.nextInt(2) == 0) {
                typed.append(one(BLANKS));
            }
            if (at > 0 && (trouble == 2 || trouble == 6) && random.nextInt(2) == 0) {
                typed.append(one(INVISIBLE));
            }
            if (c == '·') {
                typed.append(one(DOTS));
            } else if (trouble == 3 && VARIANTS.containsKey(c)) {
                typed.append(letter(VARIANTS.get(c)));
            } else if (trouble == 4 && c == '一') {
                typed.append(one("—", "-", "－", "─", "ー"));
            } else {
                typed.append(c);
            }
        }
        return trouble == 5 ? one(INVISIBLE) + typed + one(INVISIBLE) : typed.toString();
    }

    /** A field in which the name stands, alone or among others, with or without titles. */
    public String field(String name) {
        var names = new ArrayList<String>();
        for (var others = random.nextInt(3); others > 0; others--) {
            names.add("佚" + letter(GIVEN) + "某");
        }
        names.add(random.nextInt(names.size() + 1), typed(name) + (random.nextInt(3) == 0 ? one(TITLES) : ""));
        return (random.nextInt(4) == 0 ? one("就是", "市场监管局", "反映人：", "联系人:") : "") + String.join(one(SEPARATORS), names);
    }

    /** A telling in which the name stands. */
    public String telling(String name) {
        return one("去窗口办事，", "上周三\n", "第三次跑，", "说好的事，")
                + one("遇到", "找到", "是", "联系", "经手的是")
                + typed(name)
                + one("", one(TITLES))
                + one("，没有办成。", " 说再等等", "\n不收材料", "让回去等，", "。");
    }
}
