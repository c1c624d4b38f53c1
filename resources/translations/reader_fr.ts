<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About this reader</source>
        <translation>À propos de ce lecteur</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Reader {version}&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Shows who and what a news article is about, and who said what. Everything happens on this computer: the network is never used.&lt;/p&gt;&lt;p&gt;Names and quotations are found automatically and may be wrong.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Lecture {version}&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Montre de qui et de quoi parle un article, et qui a dit quoi. Tout se passe sur cet ordinateur&#xa0;: le réseau n’est jamais utilisé.&lt;/p&gt;&lt;p&gt;Les noms et les citations sont repérés automatiquement&#x202f;; des erreurs sont possibles.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Fait avec</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Recent articles</source>
        <translation>Articles &amp;récents</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Thème</translation>
    </message>
    <message>
        <source>&amp;Marks in the text</source>
        <translation>&amp;Repères dans le texte</translation>
    </message>
    <message>
        <source>&amp;Kinds of names</source>
        <translation>&amp;Sortes de noms</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Lang&amp;ue</translation>
    </message>
    <message>
        <source>Language of the &amp;article</source>
        <translation>Langue de l’&amp;article</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>A&amp;ller</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Ouvrir…</translation>
    </message>
    <message>
        <source>&amp;Paste as an article</source>
        <translation>&amp;Coller comme article</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>&amp;Oublier cette liste</translation>
    </message>
    <message>
        <source>&amp;Close the article</source>
        <translation>&amp;Fermer l’article</translation>
    </message>
    <message>
        <source>Reopen a closed ar&amp;ticle</source>
        <translation>Rouvrir un article fer&amp;mé</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Copy the &amp;quotation</source>
        <translation>Copier la c&amp;itation</translation>
    </message>
    <message>
        <source>Copy &amp;link address</source>
        <translation>Copier l’adresse du &amp;lien</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>&amp;Find in the article…</source>
        <translation>&amp;Rechercher dans l’article…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>Occurrence &amp;suivante</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>Occurrence &amp;précédente</translation>
    </message>
    <message>
        <source>Fil&amp;ter the names</source>
        <translation>&amp;Filtrer les noms</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Ré&amp;glages…</translation>
    </message>
    <message>
        <source>Side &amp;panel</source>
        <translation>&amp;Panneau latéral</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>P&amp;lein écran</translation>
    </message>
    <message>
        <source>&amp;Caret in the text</source>
        <translation>&amp;Curseur dans le texte</translation>
    </message>
    <message>
        <source>Show p&amp;ictures</source>
        <translation>Afficher les &amp;images</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Texte plus &amp;grand</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>Te&amp;xte plus petit</translation>
    </message>
    <message>
        <source>&amp;Normal text size</source>
        <translation>Taille &amp;normale</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>S&amp;epia</source>
        <translation>S&amp;épia</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>S&amp;ombre</translation>
    </message>
    <message>
        <source>&amp;Next theme</source>
        <translation>Thème sui&amp;vant</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Couleur</translation>
    </message>
    <message>
        <source>&amp;Quiet underline</source>
        <translation>&amp;Soulignement discret</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>&amp;Aucun</translation>
    </message>
    <message>
        <source>&amp;Next way of marking</source>
        <translation>Autre &amp;façon de marquer</translation>
    </message>
    <message>
        <source>In&amp;direct speech</source>
        <translation>&amp;Discours indirect</translation>
    </message>
    <message>
        <source>As its &amp;words tell</source>
        <translation>D’après ses &amp;mots</translation>
    </message>
    <message>
        <source>&amp;French</source>
        <translation>&amp;Français</translation>
    </message>
    <message>
        <source>&amp;Another, without names</source>
        <translation>&amp;Autre, sans les noms</translation>
    </message>
    <message>
        <source>&amp;Quick switch…</source>
        <translation>&amp;Aller à…</translation>
    </message>
    <message>
        <source>&amp;Next mention</source>
        <translation>Mention &amp;suivante</translation>
    </message>
    <message>
        <source>&amp;Previous mention</source>
        <translation>Mention &amp;précédente</translation>
    </message>
    <message>
        <source>&amp;Who is this?</source>
        <translation>&amp;Qui est-ce&#x202f;?</translation>
    </message>
    <message>
        <source>Their next wor&amp;ds</source>
        <translation>Ses prochains &amp;mots</translation>
    </message>
    <message>
        <source>To the &amp;speaker</source>
        <translation>À l’auteur de la c&amp;itation</translation>
    </message>
    <message>
        <source>Open the lin&amp;k in the browser</source>
        <translation>Ouvrir le lien dans le na&amp;vigateur</translation>
    </message>
    <message>
        <source>Choose n&amp;othing</source>
        <translation>Ne rien &amp;choisir</translation>
    </message>
    <message>
        <source>To the be&amp;ginning</source>
        <translation>Au dé&amp;but</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>À la &amp;fin</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>Avanc&amp;er</translation>
    </message>
    <message>
        <source>Next c&amp;hapter</source>
        <translation>C&amp;hapitre suivant</translation>
    </message>
    <message>
        <source>Pre&amp;vious chapter</source>
        <translation>Chapitre pr&amp;écédent</translation>
    </message>
    <message>
        <source>To the &amp;text</source>
        <translation>Vers le &amp;texte</translation>
    </message>
    <message>
        <source>To the side pane&amp;l</source>
        <translation>Au pa&amp;nneau latéral</translation>
    </message>
    <message>
        <source>Next &amp;article</source>
        <translation>Article s&amp;uivant</translation>
    </message>
    <message>
        <source>Previous a&amp;rticle</source>
        <translation>Article précé&amp;dent</translation>
    </message>
    <message>
        <source>All open art&amp;icles…</source>
        <translation>Tous &amp;les articles ouverts…</translation>
    </message>
    <message>
        <source>Search the &amp;library</source>
        <translation>&amp;Chercher dans la bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Where else is this name?</source>
        <translation>Où est ce nom a&amp;illeurs&#x202f;?</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>&amp;Keep this article</source>
        <translation>&amp;Garder cet article</translation>
    </message>
    <message>
        <source>&amp;Star</source>
        <translation>É&amp;toile</translation>
    </message>
    <message>
        <source>&amp;Read or unread</source>
        <translation>&amp;Lu ou non lu</translation>
    </message>
    <message>
        <source>&amp;Tags…</source>
        <translation>Éti&amp;quettes…</translation>
    </message>
    <message>
        <source>&amp;Copy where it comes from</source>
        <translation>Copier sa &amp;provenance</translation>
    </message>
    <message>
        <source>Show the &amp;file in its folder</source>
        <translation>Montrer le &amp;fichier dans son dossier</translation>
    </message>
    <message>
        <source>Re&amp;move from the library</source>
        <translation>Reti&amp;rer de la bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Bring back what was removed</source>
        <translation>Re&amp;mettre ce qui a été retiré</translation>
    </message>
    <message>
        <source>Open the &amp;menu</source>
        <translation>Ouvrir le &amp;menu</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;What is kept…</source>
        <translation>Ce qui est &amp;gardé…</translation>
    </message>
    <message>
        <source>&amp;About this reader</source>
        <translation>À &amp;propos de ce lecteur</translation>
    </message>
</context>
<context>
    <name>ArticleTabs</name>
    <message>
        <source>Untitled</source>
        <translation>Sans titre</translation>
    </message>
    <message>
        <source>Close the article</source>
        <translation>Fermer l’article</translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>probably {name}</source>
        <translation>probablement {name}</translation>
    </message>
    <message>
        <source>probably {name}?</source>
        <translation>probablement {name}&#x202f;?</translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source>may be {names}</source>
        <translation>peut être {names}</translation>
    </message>
    <message>
        <source>Not attributed</source>
        <translation>Non attribuée</translation>
    </message>
    <message>
        <source>Title, term or irony</source>
        <translation>Titre, terme ou ironie</translation>
    </message>
    <message>
        <source>Indirect speech of {name}</source>
        <translation>Discours indirect de {name}</translation>
    </message>
    <message>
        <source>Said by {name}</source>
        <translation>Propos de {name}</translation>
    </message>
    <message>
        <source>known from “{words}”</source>
        <translation>connu par «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>Indirect speech, probably {name}, from “{words}”</source>
        <translation>Discours indirect, probablement {name}, d’après «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>Probably {name}, from “{words}”</source>
        <translation>Probablement {name}, d’après «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>{name} – mention {number} of {count}</source>
        <translation>{name} – mention {number} sur {count}</translation>
    </message>
</context>
<context>
    <name>CardBody</name>
    <message>
        <source>also {forms}</source>
        <translation>aussi {forms}</translation>
    </message>
    <message>
        <source>“{words}”: probably {name}?</source>
        <translation>«&#xa0;{words}&#xa0;»&#xa0;: probablement {name}&#x202f;?</translation>
    </message>
    <message>
        <source>Ambiguous: {names}</source>
        <translation>Ambigu&#xa0;: {names}</translation>
    </message>
    <message>
        <source>In the article’s words</source>
        <translation>Dans les mots de l’article</translation>
    </message>
    <message>
        <source>All that {name} says</source>
        <translation>Tout ce que dit {name}</translation>
    </message>
    <message>
        <source>In the same paragraphs</source>
        <translation>Dans les mêmes paragraphes</translation>
    </message>
    <message numerus="yes">
        <source>Seen in %n article(s)</source>
        <translation>
            <numerusform>Vu dans %n article</numerusform>
            <numerusform>Vu dans %n articles</numerusform>
        </translation>
    </message>
    <message>
        <source>First mention</source>
        <translation>Première mention</translation>
    </message>
    <message>
        <source>Previous mention</source>
        <translation>Mention précédente</translation>
    </message>
    <message>
        <source>Next mention</source>
        <translation>Mention suivante</translation>
    </message>
</context>
<context>
    <name>ChapterFoot</name>
    <message>
        <source>Previous chapter: {title}</source>
        <translation>Chapitre précédent&#xa0;: {title}</translation>
    </message>
    <message>
        <source>Next chapter: {title}</source>
        <translation>Chapitre suivant&#xa0;: {title}</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>the largest text</source>
        <translation>le texte est au plus grand</translation>
    </message>
    <message>
        <source>the smallest text</source>
        <translation>le texte est au plus petit</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Ouverture…</translation>
    </message>
</context>
<context>
    <name>CopyController</name>
    <message>
        <source>choose a quotation first</source>
        <translation>choisissez d’abord une citation</translation>
    </message>
    <message>
        <source>name copied</source>
        <translation>nom copié</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>rien n’est sélectionné</translation>
    </message>
    <message numerus="yes">
        <source>%n quotation(s) copied</source>
        <translation>
            <numerusform>%n citation copiée</numerusform>
            <numerusform>%n citations copiées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountWords</name>
    <message numerus="yes">
        <source>%n probable mention(s)</source>
        <translation>
            <numerusform>%n mention probable</numerusform>
            <numerusform>%n mentions probables</numerusform>
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
            <numerusform>%n citation probable</numerusform>
            <numerusform>%n citations probables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quotation(s)</source>
        <translation>
            <numerusform>%n citation</numerusform>
            <numerusform>%n citations</numerusform>
        </translation>
    </message>
    <message>
        <source>{number}?</source>
        <translation>{number}&#x202f;?</translation>
    </message>
    <message numerus="yes">
        <source>%n probable</source>
        <translation>
            <numerusform>%n probable</numerusform>
            <numerusform>%n probables</numerusform>
        </translation>
    </message>
    <message>
        <source>{sure} and {doubtful}</source>
        <translation>{sure} et {doubtful}</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>copied</source>
        <translation>copié</translation>
    </message>
    <message>
        <source>the file is gone</source>
        <translation>le fichier n’est plus là</translation>
    </message>
    <message>
        <source>a pasted text has no file</source>
        <translation>un texte collé n’a pas de fichier</translation>
    </message>
    <message>
        <source>Removed from the library: {title}</source>
        <translation>Retiré de la bibliothèque&#xa0;: {title}</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) removed from the library.</source>
        <translation>
            <numerusform>%n article retiré de la bibliothèque.</numerusform>
            <numerusform>%n articles retirés de la bibliothèque.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>EntityChooser</name>
    <message>
        <source>No name contains “{words}”</source>
        <translation>Aucun nom ne contient «&#xa0;{words}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>EntityModel</name>
    <message>
        <source>Names</source>
        <translation>Noms</translation>
    </message>
</context>
<context>
    <name>EntityPage</name>
    <message>
        <source>Filter the names…</source>
        <translation>Filtrer les noms…</translation>
    </message>
    <message>
        <source>Filter the names</source>
        <translation>Filtrer les noms</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Order of the names</source>
        <translation>Ordre des noms</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Mentions</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparition</translation>
    </message>
    <message>
        <source>A–Z</source>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>People, places and organisations</source>
        <translation>Personnes, lieux et organisations</translation>
    </message>
    <message>
        <source>No name contains “{words}”</source>
        <translation>Aucun nom ne contient «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>Show all names</source>
        <translation>Montrer tous les noms</translation>
    </message>
    <message>
        <source>No names are looked for in this language.</source>
        <translation>Les noms ne sont pas cherchés dans cette langue.</translation>
    </message>
    <message>
        <source>No names were found.</source>
        <translation>Aucun nom n’a été trouvé.</translation>
    </message>
</context>
<context>
    <name>EntityWords</name>
    <message numerus="yes">
        <source>%n more mention(s)…</source>
        <translation>
            <numerusform>%n autre mention…</numerusform>
            <numerusform>%n autres mentions…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Erase everything</source>
        <translation>Tout effacer</translation>
    </message>
    <message>
        <source>Erase everything that is kept?</source>
        <translation>Effacer tout ce qui est gardé&#x202f;?</translation>
    </message>
    <message>
        <source>The library with its stars, tags and notes, pasted texts, analyses, reading places, open tabs, settings and the log. Open articles are closed. This cannot be undone; your own files stay.</source>
        <translation>La bibliothèque avec ses étoiles, étiquettes et notes, les textes collés, les analyses, les endroits où vous en étiez, les onglets ouverts, les réglages et le journal. Les articles ouverts sont fermés. C’est définitif&#x202f;; vos propres fichiers restent.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Quelque chose s’est mal passé</translation>
    </message>
    <message>
        <source>An unexpected error happened. The article stays open; if something looks wrong, open it again. These details help to find the cause:</source>
        <translation>Une erreur inattendue s’est produite. L’article reste ouvert&#x202f;; si quelque chose semble faux, rouvrez-le. Ces détails aident à trouver la cause&#xa0;:</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Copier les détails</translation>
    </message>
</context>
<context>
    <name>FileChooser</name>
    <message>
        <source>Articles</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Open articles</source>
        <translation>Ouvrir des articles</translation>
    </message>
</context>
<context>
    <name>FileWatch</name>
    <message>
        <source>The file has changed.</source>
        <translation>Le fichier a changé.</translation>
    </message>
    <message>
        <source>Show the new version</source>
        <translation>Afficher la nouvelle version</translation>
    </message>
    <message>
        <source>The file is no longer in its place. Its text stays open here.</source>
        <translation>Le fichier n’est plus à sa place. Son texte reste ouvert ici.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the article</source>
        <translation>Rechercher dans l’article</translation>
    </message>
    <message>
        <source>Match accents</source>
        <translation>Respecter les accents</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
</context>
<context>
    <name>Librarian</name>
    <message>
        <source>not in the library yet</source>
        <translation>pas encore dans la bibliothèque</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>chapter {number} of {count}: {title}</source>
        <translation>chapitre {number} sur {count}&#xa0;: {title}</translation>
    </message>
    <message>
        <source>chapter {number} of {count}</source>
        <translation>chapitre {number} sur {count}</translation>
    </message>
</context>
<context>
    <name>LibraryFilters</name>
    <message>
        <source>starred</source>
        <translation>avec étoile</translation>
    </message>
    <message>
        <source>“{tag}”</source>
        <translation>«&#xa0;{tag}&#xa0;»</translation>
    </message>
    <message>
        <source>Person, place, organisation…</source>
        <translation>Personne, lieu, organisation…</translation>
    </message>
    <message>
        <source>Only articles about a person, place or organisation</source>
        <translation>Seulement les articles sur une personne, un lieu ou une organisation</translation>
    </message>
    <message>
        <source>Only unread, starred or tagged articles</source>
        <translation>Seulement les articles non lus, avec étoile ou étiquette</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>non lus</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lus</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Starred only</source>
        <translation>Avec étoile seulement</translation>
    </message>
    <message>
        <source>No tags yet</source>
        <translation>Pas encore d’étiquettes</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>about {names}</source>
        <translation>sur {names}</translation>
    </message>
    <message>
        <source>tags: {tags}</source>
        <translation>étiquettes&#xa0;: {tags}</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>non lu</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>en cours de lecture</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lu</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>avec étoile</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Search…</source>
        <translation>Chercher…</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>Chercher dans la bibliothèque</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Order of the articles</source>
        <translation>Ordre des articles</translation>
    </message>
    <message>
        <source>Newest kept</source>
        <translation>Derniers gardés</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Derniers ouverts</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>Pertinence</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Kept articles</source>
        <translation>Articles gardés</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Chargement…</translation>
    </message>
    <message>
        <source>Nothing in the library fits.</source>
        <translation>Rien dans la bibliothèque ne correspond.</translation>
    </message>
    <message>
        <source>The library is empty. Undo brings back what was removed; otherwise an article is kept again only when you open it again.</source>
        <translation>La bibliothèque est vide. Annuler y remet ce qui a été retiré&#x202f;; sinon, un article n’est conservé de nouveau que si vous le rouvrez.</translation>
    </message>
    <message>
        <source>Nothing is kept. An article that you open is kept here, with all that is found in it, and can be read again when its file is gone.</source>
        <translation>Aucun article n’est conservé. Un article que vous ouvrez est conservé ici, avec tout ce qui y est trouvé, et peut être relu quand son fichier a disparu.</translation>
    </message>
    <message>
        <source>Nothing is kept. The settings say that opened articles are not kept.</source>
        <translation>Rien n’est gardé. Les réglages disent de ne pas garder les articles ouverts.</translation>
    </message>
</context>
<context>
    <name>LinkFollower</name>
    <message>
        <source>opened outside the reader: {where}</source>
        <translation>ouvert hors du lecteur&#xa0;: {where}</translation>
    </message>
    <message>
        <source>the system opens no such addresses</source>
        <translation>le système n’ouvre pas ces adresses</translation>
    </message>
    <message>
        <source>link address copied</source>
        <translation>adresse du lien copiée</translation>
    </message>
    <message>
        <source>no link at the caret</source>
        <translation>pas de lien sous le curseur</translation>
    </message>
    <message>
        <source>Link: {address}</source>
        <translation>Lien&#xa0;: {address}</translation>
    </message>
</context>
<context>
    <name>Lookups</name>
    <message>
        <source>not attributed</source>
        <translation>non attribuée</translation>
    </message>
    <message>
        <source>no quotation</source>
        <translation>aucune citation</translation>
    </message>
    <message>
        <source>choose a name first</source>
        <translation>choisissez d’abord un nom</translation>
    </message>
</context>
<context>
    <name>MarkPointer</name>
    <message>
        <source>{address}
Ctrl+click opens it in the browser</source>
        <translation>{address}
Ctrl+clic l’ouvre dans le navigateur</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>The analysis gave no sign of life and was ended; the article can be read, without marks.</source>
        <translation>L’analyse ne donnait plus signe de vie et a été arrêtée&#x202f;; l’article se lit, sans repères.</translation>
    </message>
    <message>
        <source>The analysis could not be started; the article can be read, without marks.</source>
        <translation>L’analyse n’a pas pu démarrer&#x202f;; l’article se lit, sans repères.</translation>
    </message>
    <message>
        <source>The analysis broke off; the article can be read, without marks.</source>
        <translation>L’analyse s’est interrompue&#x202f;; l’article se lit, sans repères.</translation>
    </message>
    <message>
        <source>It is in {language}</source>
        <translation>Il est en {language}</translation>
    </message>
    <message>
        <source>Welcome. Open more articles with Ctrl+O, drop them here or paste them with Ctrl+Shift+V.</source>
        <translation>Bienvenue. Ouvrez d’autres articles par Ctrl+O, déposez-les ici ou collez-les par Ctrl+Maj+V.</translation>
    </message>
    <message>
        <source>Welcome. This is a first article; open yours with Ctrl+O, drop it here or paste it with Ctrl+Shift+V.</source>
        <translation>Bienvenue. Voici un premier article&#x202f;; ouvrez les vôtres par Ctrl+O, déposez-les ici ou collez-les par Ctrl+Maj+V.</translation>
    </message>
    <message>
        <source>Click a name in the text or at the side: all its mentions light up, N and P lead from one to the next.
Nothing leaves this computer. F1 shows all the keys.</source>
        <translation>Cliquez un nom dans le texte ou sur le côté&#xa0;: toutes ses mentions s’allument, N et P mènent de l’une à l’autre.
Rien ne quitte cet ordinateur. F1 montre toutes les touches.</translation>
    </message>
    <message>
        <source>There is no text to paste.</source>
        <translation>Il n’y a pas de texte à coller.</translation>
    </message>
</context>
<context>
    <name>OpenTroubles</name>
    <message numerus="yes">
        <source>%n more file(s) could not be opened.</source>
        <translation>
            <numerusform>%n autre fichier n’a pas pu être ouvert.</numerusform>
            <numerusform>%n autres fichiers n’ont pas pu être ouverts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
</context>
<context>
    <name>OutlinePage</name>
    <message>
        <source>Outline</source>
        <translation>Plan</translation>
    </message>
</context>
<context>
    <name>PageFiller</name>
    <message numerus="yes">
        <source>%n h read</source>
        <translation>
            <numerusform>%n h de lecture</numerusform>
            <numerusform>%n h de lecture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min read</source>
        <translation>
            <numerusform>%n min de lecture</numerusform>
            <numerusform>%n min de lecture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n mot</numerusform>
            <numerusform>%n mots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureLayer</name>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Cette image ne peut pas être affichée.</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>Reader</source>
        <translation>Lecture</translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>Another window is open and would write again what it shows: close it first.</source>
        <translation>Une autre fenêtre est ouverte et réécrirait ce qu’elle montre&#xa0;: fermez-la d’abord.</translation>
    </message>
    <message>
        <source>Everything that was kept is erased.</source>
        <translation>Tout ce qui était gardé est effacé.</translation>
    </message>
    <message>
        <source>Before, a part of this program (ONNX Runtime) left a device number and measurements in {folder}. It is kept from doing so now. Remove these files? No program needs them.</source>
        <translation>Jusqu’ici, un composant de ce programme (ONNX Runtime) a laissé un numéro d’appareil et des mesures dans {folder}. Il en est désormais empêché. Supprimer ces fichiers&#x202f;? Aucun programme n’en a besoin.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
</context>
<context>
    <name>PrivacyDialog</name>
    <message>
        <source>What is kept</source>
        <translation>Ce qui est gardé</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Rien ne quitte cet ordinateur</translation>
    </message>
    <message>
        <source>No part of the program uses the network. Links open in your browser, and only when you open them.</source>
        <translation>Aucune partie du programme n’utilise le réseau. Les liens s’ouvrent dans votre navigateur, et seulement quand vous les ouvrez.</translation>
    </message>
    <message>
        <source>What is kept, and where</source>
        <translation>Ce qui est gardé, et où</translation>
    </message>
    <message>
        <source>On this computer alone, readable by you alone where the disk has such rights:</source>
        <translation>Sur cet ordinateur seulement, et lisible par vous seul, si le disque connaît de tels droits&#xa0;:</translation>
    </message>
    <message>
        <source>To keep nothing</source>
        <translation>Pour ne rien garder</translation>
    </message>
    <message>
        <source>Choose “Keep nothing of what is read” in the settings: from then on no article, analysis, reading place, open tab or error is written down; only settings and the window&apos;s size are, and what you put into the library yourself. What was kept before stays until it is erased.</source>
        <translation>Choisissez «&#xa0;Ne rien garder de ce qui est lu&#xa0;» dans les réglages&#xa0;: dès lors, ni article, ni analyse, ni endroit de lecture, ni onglet ouvert, ni erreur n’est noté&#x202f;; seuls le sont les réglages, la taille de la fenêtre et ce que vous mettez vous-même dans la bibliothèque. Ce qui était gardé avant reste jusqu’à ce qu’on l’efface.</translation>
    </message>
    <message>
        <source>To erase it all</source>
        <translation>Pour tout effacer</translation>
    </message>
    <message>
        <source>The button below erases all of it, settings too; so does the command “reader erase”. Your own files are never touched. Erased files are not overwritten: as after any removal, tools may bring parts of them back.</source>
        <translation>Le bouton ci-dessous efface tout, réglages compris&#x202f;; la commande «&#xa0;reader erase&#xa0;» aussi. Vos propres fichiers ne sont jamais touchés. Les fichiers effacés ne sont pas écrasés&#xa0;: comme après toute suppression, des outils peuvent en retrouver des restes.</translation>
    </message>
    <message>
        <source>Articles, marks, stars, tags, places</source>
        <translation>Articles, repérages, étoiles, étiquettes</translation>
    </message>
    <message>
        <source>Pasted texts, the latest 30</source>
        <translation>Textes collés, les 30 derniers</translation>
    </message>
    <message>
        <source>Analyses, the latest 500</source>
        <translation>Analyses, les 500 dernières</translation>
    </message>
    <message>
        <source>Open tabs, recent files, places</source>
        <translation>Onglets, fichiers récents, lecture en cours</translation>
    </message>
    <message>
        <source>Unexpected errors</source>
        <translation>Erreurs inattendues</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Réglages…</translation>
    </message>
    <message>
        <source>Erase everything…</source>
        <translation>Tout effacer…</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Dans&#xa0;:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Types&#xa0;:</translation>
    </message>
</context>
<context>
    <name>QuickSwitch</name>
    <message>
        <source>Name, quotation, heading, article or command…</source>
        <translation>Nom, citation, intertitre, article ou commande…</translation>
    </message>
    <message>
        <source>Quick switch</source>
        <translation>Aller à</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>rien trouvé</translation>
    </message>
    <message>
        <source>Open article…</source>
        <translation>Article ouvert…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Intertitre</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>Citation</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Article in front</source>
        <translation>Article au premier plan</translation>
    </message>
    <message>
        <source>Kept article</source>
        <translation>Article gardé</translation>
    </message>
    <message>
        <source>Recent article</source>
        <translation>Article récent</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
</context>
<context>
    <name>QuoteModel</name>
    <message>
        <source>indirect speech</source>
        <translation>discours indirect</translation>
    </message>
    <message>
        <source>not attributed</source>
        <translation>non attribuée</translation>
    </message>
    <message>
        <source>title, term or irony</source>
        <translation>titre, terme ou ironie</translation>
    </message>
    <message>
        <source>{speaker}, known from: “{words}”</source>
        <translation>{speaker}, d’après&#xa0;: «&#xa0;{words}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>QuotePage</name>
    <message>
        <source>Filter the quotations…</source>
        <translation>Filtrer les citations…</translation>
    </message>
    <message>
        <source>Filter the quotations</source>
        <translation>Filtrer les citations</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Order of the quotations</source>
        <translation>Ordre des citations</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Dans l’ordre</translation>
    </message>
    <message>
        <source>By speaker</source>
        <translation>Par auteur</translation>
    </message>
    <message>
        <source>Quotations</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>No quotation or speaker contains “{words}”</source>
        <translation>Aucune citation ni auteur ne contient «&#xa0;{words}&#xa0;»</translation>
    </message>
    <message>
        <source>Show all quotations</source>
        <translation>Montrer toutes les citations</translation>
    </message>
    <message>
        <source>No quotations were found.</source>
        <translation>Aucune citation n’a été trouvée.</translation>
    </message>
</context>
<context>
    <name>ReadingProgress</name>
    <message>
        <source>Reading {name}…</source>
        <translation>Lecture de {name}…</translation>
    </message>
    <message>
        <source>the pasted text</source>
        <translation>ce qui a été collé</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>{folder} holds {found} articles: the first {opened} are opened.</source>
        <translation>{folder} contient {found} articles&#x202f;: les {opened} premiers sont ouverts.</translation>
    </message>
    <message>
        <source>To keep all of them in the library: reader import {folder}</source>
        <translation>Pour les garder tous dans la bibliothèque&#x202f;: reader import {folder}</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>no article is open</source>
        <translation>aucun article n’est ouvert</translation>
    </message>
    <message>
        <source>choose an article of the library first</source>
        <translation>choisissez d’abord un article de la bibliothèque</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>pas possible maintenant</translation>
    </message>
    <message>
        <source>no other article is open</source>
        <translation>aucun autre article n’est ouvert</translation>
    </message>
    <message>
        <source>no links in this article</source>
        <translation>aucun lien dans cet article</translation>
    </message>
    <message>
        <source>nothing to go back to</source>
        <translation>rien avant où revenir</translation>
    </message>
    <message>
        <source>nothing to go forward to</source>
        <translation>rien après où avancer</translation>
    </message>
    <message>
        <source>no chapter after this one</source>
        <translation>aucun chapitre après celui-ci</translation>
    </message>
    <message>
        <source>no chapter before this one</source>
        <translation>aucun chapitre avant celui-ci</translation>
    </message>
    <message>
        <source>choose a quotation first</source>
        <translation>choisissez d’abord une citation</translation>
    </message>
    <message>
        <source>choose a name first</source>
        <translation>choisissez d’abord un nom</translation>
    </message>
    <message>
        <source>this article is kept already</source>
        <translation>cet article est déjà conservé</translation>
    </message>
    <message>
        <source>nothing to bring back</source>
        <translation>rien à rétablir</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>Sépia</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Langue de la fenêtre</translation>
    </message>
    <message>
        <source>Reading font</source>
        <translation>Police de lecture</translation>
    </message>
    <message>
        <source>With serifs</source>
        <translation>À empattements</translation>
    </message>
    <message>
        <source>Without serifs</source>
        <translation>Sans empattements</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Size of menus and lists</source>
        <translation>Taille des menus et des listes</translation>
    </message>
    <message>
        <source>Line height</source>
        <translation>Interligne</translation>
    </message>
    <message>
        <source>Characters per line</source>
        <translation>Caractères par ligne</translation>
    </message>
    <message>
        <source>Marks in the text</source>
        <translation>Repères dans le texte</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Quiet underline</source>
        <translation>Soulignement discret</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>Afficher les images</translation>
    </message>
    <message>
        <source>Show indirect speech</source>
        <translation>Montrer le discours indirect</translation>
    </message>
    <message>
        <source>Count probable attributions too</source>
        <translation>Compter aussi les attributions probables</translation>
    </message>
    <message>
        <source>Open the last articles again at start</source>
        <translation>Rouvrir les derniers articles au démarrage</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Vie privée</translation>
    </message>
    <message>
        <source>Keep opened articles in the library</source>
        <translation>Garder les articles ouverts dans la bibliothèque</translation>
    </message>
    <message>
        <source>Keep their original files too</source>
        <translation>Garder aussi leurs fichiers d’origine</translation>
    </message>
    <message>
        <source>Keep nothing of what is read</source>
        <translation>Ne rien garder de ce qui est lu</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>What is kept…</source>
        <translation>Ce qui est gardé…</translation>
    </message>
    <message>
        <source>Erase everything…</source>
        <translation>Tout effacer…</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Keys of a single letter or digit work while the text has the focus; those of the library, while its list has it. With nothing chosen, N and P go to the next name of any kind and the one before, W to the next quotation.</source>
        <translation>Les touches d’une seule lettre ou d’un chiffre agissent quand le texte a le focus&#x202f;; celles de la bibliothèque, quand sa liste l’a. Si rien n’est choisi, N et P mènent au nom suivant ou précédent, quel qu’il soit, et W à la citation suivante.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Entities</source>
        <translation>Entités</translation>
    </message>
    <message numerus="yes">
        <source>%n entities</source>
        <translation>
            <numerusform>%n entité</numerusform>
            <numerusform>%n entités</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quotations</source>
        <translation>
            <numerusform>%n citation</numerusform>
            <numerusform>%n citations</numerusform>
        </translation>
    </message>
    <message>
        <source>Quotations</source>
        <translation>Citations</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>↻ from the start</source>
        <translation>↻ depuis le début</translation>
    </message>
    <message>
        <source>↺ from the end</source>
        <translation>↺ depuis la fin</translation>
    </message>
    <message>
        <source>Looking for names and quotations…</source>
        <translation>Recherche des noms et des citations…</translation>
    </message>
    <message numerus="yes">
        <source>%n entities</source>
        <translation>
            <numerusform>%n entité</numerusform>
            <numerusform>%n entités</numerusform>
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
            <numerusform>%n citation</numerusform>
            <numerusform>%n citations</numerusform>
        </translation>
    </message>
    <message>
        <source>offline</source>
        <translation>hors ligne</translation>
    </message>
    <message>
        <source>Found automatically, may be wrong</source>
        <translation>Repérage automatique, erreurs possibles</translation>
    </message>
    <message>
        <source>mention {index} of {total}</source>
        <translation>mention {index} sur {total}</translation>
    </message>
    <message>
        <source>not attributed</source>
        <translation>non attribuée</translation>
    </message>
    <message>
        <source>quotation {index} of {total}</source>
        <translation>citation {index} sur {total}</translation>
    </message>
</context>
<context>
    <name>StepController</name>
    <message>
        <source>nothing was chosen: to the next name</source>
        <translation>rien n’était choisi&#x202f;: nom suivant</translation>
    </message>
    <message>
        <source>nothing was chosen: to the name before</source>
        <translation>rien n’était choisi&#x202f;: nom précédent</translation>
    </message>
    <message>
        <source>nothing was chosen: to the next quotation</source>
        <translation>rien n’était choisi&#x202f;: citation suivante</translation>
    </message>
    <message>
        <source>not attributed: to the next quotation</source>
        <translation>non attribuée&#x202f;: citation suivante</translation>
    </message>
    <message>
        <source>still looking for names and quotations</source>
        <translation>la recherche des noms et des citations continue</translation>
    </message>
    <message>
        <source>no quotation</source>
        <translation>aucune citation</translation>
    </message>
    <message>
        <source>no name of a kind that is shown</source>
        <translation>aucun nom d’une catégorie affichée</translation>
    </message>
    <message>
        <source>no names</source>
        <translation>aucun nom</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation>Nouvelle étiquette…</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Nouvelle étiquette</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Find in the article</source>
        <translation>Rechercher dans l’article</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
</context>
<context>
    <name>TypePill</name>
    <message>
        <source>shown</source>
        <translation>affiché</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masqué</translation>
    </message>
</context>
</TS>
