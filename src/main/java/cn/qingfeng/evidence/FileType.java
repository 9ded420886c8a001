package cn.qingfeng.evidence;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The kinds of files that are taken. What a file is, its content says ({@link Inspection}), never its name. */
public enum FileType {
    JPEG(Group.PICTURE, "image/jpeg", "jpg"),
    PNG(Group.PICTURE, "image/png", "png"),
    GIF(Group.PICTURE, "image/gif", "gif"),
    WEBP(Group.PICTURE, "image/webp", "webp"),
    PDF(Group.DOCUMENT, "application/pdf", "pdf"),
    OFD(Group.DOCUMENT, "application/ofd", "ofd"),
    DOCX(Group.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX(Group.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX(Group.DOCUMENT, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    DOC(Group.DOCUMENT, "application/msword", "doc"),
    XLS(Group.DOCUMENT, "application/vnd.ms-excel", "xls"),
    PPT(Group.DOCUMENT, "application/vnd.ms-powerpoint", "ppt"),
    MP3(Group.SOUND, "audio/mpeg", "mp3"),
    M4A(Group.SOUND, "audio/mp4", "m4a"),
    AAC(Group.SOUND, "audio/aac", "aac"),
    AMR(Group.SOUND, "audio/amr", "amr"),
    WAV(Group.SOUND, "audio/wav", "wav"),
    OGG(Group.SOUND, "audio/ogg", "ogg"),
    MP4(Group.FILM, "video/mp4", "mp4"),
    MOV(Group.FILM, "video/quicktime", "mov"),
    THREE_GP(Group.FILM, "video/3gpp", "3gp"),
    WEBM(Group.FILM, "video/webm", "webm"),
    AVI(Group.FILM, "video/x-msvideo", "avi"),
    WMV(Group.FILM, "video/x-ms-wmv", "wmv"),
    MKV(Group.FILM, "video/x-matroska", "mkv"),
    FLV(Group.FILM, "video/x-flv", "flv");

    /** What a reporter calls it; the word is the message {@code file.group.<GROUP>}. */
    public enum Group {
        PICTURE,
        DOCUMENT,
        SOUND,
        FILM
    }

    private final Group group;
    private final MediaType mediaType;
    private final String ending;

    FileType(Group group, String mediaType, String ending) {
        this.group = group;
        this.mediaType = MediaType.parseMediaType(mediaType);
        this.ending = ending;
    }

    public Group group() {
        return group;
    }

    /** What a browser is told that it is. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** How its name ends, without the dot. */
    public String ending() {
        return ending;
    }

    /** Whether a browser may show it beside the page: pictures that were written anew, nothing that can hold a script. */
    public boolean isShown() {
        return group == Group.PICTURE;
    }

    static Optional<FileType> of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.toString().equals(mediaType))
                .findFirst();
    }
}
