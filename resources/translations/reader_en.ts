<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>CardBody</name>
    <message numerus="yes">
        <source>Seen in %n article(s)</source>
        <translation>
            <numerusform>Seen in %n article</numerusform>
            <numerusform>Seen in %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyController</name>
    <message numerus="yes">
        <source>%n quotation(s) copied</source>
        <translation>
            <numerusform>%n quotation copied</numerusform>
            <numerusform>%n quotations copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountWords</name>
    <message numerus="yes">
        <source>%n probable mention(s)</source>
        <translation>
            <numerusform>%n probable mention</numerusform>
            <numerusform>%n probable mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n mention</numerusform>
            <numerusform>%n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n probable quotation(s)</source>
        <translation>
            <numerusform>%n probable quotation</numerusform>
            <numerusform>%n probable quotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quotation(s)</source>
        <translation>
            <numerusform>%n quotation</numerusform>
            <numerusform>%n quotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n probable</source>
        <translation>
            <numerusform>%n probable</numerusform>
            <numerusform>%n probable</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%n article(s) removed from the library.</source>
        <translation>
            <numerusform>%n article removed from the library.</numerusform>
            <numerusform>%n articles removed from the library.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntityWords</name>
    <message numerus="yes">
        <source>%n more mention(s)…</source>
        <translation>
            <numerusform>%n more mention…</numerusform>
            <numerusform>%n more mentions…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenTroubles</name>
    <message numerus="yes">
        <source>%n more file(s) could not be opened.</source>
        <translation>
            <numerusform>%n more file could not be opened.</numerusform>
            <numerusform>%n more files could not be opened.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageFiller</name>
    <message numerus="yes">
        <source>%n h read</source>
        <translation>
            <numerusform>%n h read</numerusform>
            <numerusform>%n h read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min read</source>
        <translation>
            <numerusform>%n min read</numerusform>
            <numerusform>%n min read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message numerus="yes">
        <source>%n entities</source>
        <translation>
            <numerusform>%n entity</numerusform>
            <numerusform>%n entities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quotations</source>
        <translation>
            <numerusform>%n quotation</numerusform>
            <numerusform>%n quotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n entities</source>
        <translation>
            <numerusform>%n entity</numerusform>
            <numerusform>%n entities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mentions</source>
        <translation>
            <numerusform>%n mention</numerusform>
            <numerusform>%n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quotations</source>
        <translation>
            <numerusform>%n quotation</numerusform>
            <numerusform>%n quotations</numerusform>
        </translation>
    </message>
</context>
</TS>
