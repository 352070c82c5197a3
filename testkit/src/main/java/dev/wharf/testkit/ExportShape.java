package dev.wharf.testkit;

/// How a phone of one platform, language and region writes an exported chat.
///
/// `d`, `M`, `y` (two digits), `Y` (four), `H`, `h`, `m`, `s` in the pattern stand for numbers, `a`
/// for the half of the day; doubled letters are padded with a zero; `N` is a narrow no-break space.
public enum ExportShape {
    ANDROID_EN(
            "dd/MM/YY, HH:mm - ",
            "\n",
            "<Media omitted>",
            "%s (file attached)",
            "You",
            "%s joined using this group's invite link",
            "%s left"),
    ANDROID_US(
            "M/d/yy, h:mmNa - ",
            "\n",
            "<Media omitted>",
            "%s (file attached)",
            "You",
            "%s joined using this group's invite link",
            "%s left"),
    ANDROID_DE(
            "dd.MM.yy, HH:mm - ",
            "\n",
            "<Medien ausgeschlossen>",
            "%s (Datei angehängt)",
            "Du",
            "%s ist der Gruppe über den Einladungslink beigetreten",
            "%s hat die Gruppe verlassen"),
    ANDROID_FR(
            "dd/MM/YY, HH:mm - ",
            "\n",
            "<Médias omis>",
            "%s (fichier joint)",
            "Vous",
            "%s a rejoint le groupe via le lien d'invitation",
            "%s a quitté le groupe"),
    ANDROID_PT(
            "dd/MM/YY HH:mm - ",
            "\n",
            "<Mídia oculta>",
            "%s (arquivo anexado)",
            "Você",
            "%s entrou usando o link de convite deste grupo",
            "%s saiu"),
    ANDROID_NL(
            "dd-MM-YY HH:mm - ",
            "\n",
            "<Media weggelaten>",
            "%s (bestand bijgevoegd)",
            "Jij",
            "%s neemt nu deel via de uitnodigingslink van de groep",
            "%s heeft de groep verlaten"),
    IOS_EN(
            "[dd/MM/YY, HH:mm:ss] ",
            "\r\n",
            "\u200Eimage omitted",
            "\u200E<attached: %s>",
            "You",
            "%s joined using this group's invite link",
            "%s left"),
    IOS_US(
            "[M/d/yy, h:mm:ssNa] ",
            "\r\n",
            "\u200Eimage omitted",
            "\u200E<attached: %s>",
            "You",
            "%s joined using this group's invite link",
            "%s left"),
    IOS_DE(
            "[dd.MM.yy, HH:mm:ss] ",
            "\r\n",
            "\u200EBild weggelassen",
            "\u200E<Anhang: %s>",
            "Du",
            "%s ist der Gruppe über den Einladungslink beigetreten",
            "%s hat die Gruppe verlassen"),
    IOS_FR(
            "[dd/MM/YY HH:mm:ss] ",
            "\r\n",
            "\u200Eimage absente",
            "\u200E<pièce jointe : %s>",
            "Vous",
            "%s a rejoint le groupe via le lien d'invitation",
            "%s a quitté le groupe"),
    IOS_VI(
            "[HH:mm:ss, d/M/YY] ",
            "\r\n",
            "\u200Eđã bỏ qua hình ảnh",
            "\u200E<đính kèm: %s>",
            "Bạn",
            "%s đã tham gia bằng liên kết mời của nhóm này",
            "%s đã rời nhóm"),
    IOS_ZH(
            "[YY/M/d HH:mm:ss] ",
            "\r\n",
            "\u200E图像已忽略",
            "\u200E<附件：%s>",
            "您",
            "%s 使用本群组的邀请链接加入",
            "%s 已离开");

    final String pattern;
    final String lineEnd;
    final String mediaOmitted;
    final String attached;
    final String you;
    final String joined;
    final String left;

    ExportShape(
            String pattern,
            String lineEnd,
            String mediaOmitted,
            String attached,
            String you,
            String joined,
            String left) {
        this.pattern = pattern;
        this.lineEnd = lineEnd;
        this.mediaOmitted = mediaOmitted;
        this.attached = attached;
        this.you = you;
        this.joined = joined;
        this.left = left;
    }

    public boolean ios() {
        return pattern.startsWith("[");
    }
}
