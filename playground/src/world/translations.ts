export interface WorldTranslation {
  /** Slug of the English article. */
  readonly slug: string;
  readonly locale: 'fr';
  readonly title: string;
  readonly description: string;
  /** Markdown; links lead to the French slug where there is one. */
  readonly body: string;
  readonly frenchSlug: string;
}

/** Ten of the sixty articles in French, whole. Author, category, tags and images are those of the English one. */
export const translations: readonly WorldTranslation[] = [
  {
    slug: 'smoked-mackerel-three-ways',
    locale: 'fr',
    frenchSlug: 'maquereau-fume-trois-facons',
    title: 'Le maquereau fumé de trois façons',
    description:
      'Un poisson fumé, trois assiettes rapides : des rillettes au citron, une salade tiède et un bouillon pour les soirs froids.',
    body: `Un maquereau fumé coûte moins cher qu'un sandwich sur le quai, se garde une semaine au frais et n'exige presque rien de celui qui cuisine. Retirez la peau, passez un doigt le long du milieu pour trouver les petites arêtes, et le souper est là.

## Sur du pain grillé

Écrasez un filet avec deux cuillerées de fromage frais, le jus d'un demi-citron et beaucoup de poivre noir. Pas de mixeur : il doit rester des morceaux. Étalez généreusement sur du seigle grillé, par exemple les [petits pains de la boulangerie de la Corderie](/articles/rye-buns-from-the-ropewalk-bakery).

## Avec des pommes de terre tièdes

Faites cuire une livre de pommes de terre à chair ferme, coupez-les encore fumantes et assaisonnez aussitôt de vinaigre, de moutarde et d'aneth haché. Ajoutez le maquereau à la fin, juste pour le réchauffer.

## En bouillon

Laissez frémir un poireau, une carotte et une feuille de laurier pendant vingt minutes. Ajoutez une poignée de nouilles, puis le poisson, puis une bonne quantité de persil. La fumée parfume toute la marmite.

> « Prenez un poisson dont la peau brille encore », dit Wilma Garr, qui tient le fumoir du quai nord depuis trente ans. « Une peau terne a attendu trop longtemps après le feu. »

S'il en reste, ce qui est rare, mettez-le dans une omelette le lendemain matin.`,
  },
  {
    slug: 'what-makes-a-good-harbour-chowder',
    locale: 'fr',
    frenchSlug: 'qu-est-ce-qu-une-bonne-soupe-du-port',
    title: "Qu'est-ce qu'une bonne soupe du port ?",
    description:
      "Onze bols en quatre jours pour comprendre pourquoi certaines soupes chantent et d'autres pèsent comme de la colle.",
    body: `Chaque cuisine qui voit la mer prétend détenir la vraie recette. En quatre jours nous avons goûté onze bols, pris des notes au dos des additions et discuté tout le long du retour.

## Légère, pas épaisse

Les meilleures soupes se buvaient presque à même le bol. Dans les autres, la coupable était souvent la farine : elle cache le poisson et colle à la cuillère. La cuisinière du Moulin à marée n'emploie que de la pomme de terre écrasée, ajoutée dans les cinq dernières minutes, et son bouillon a le goût de crème, de lard et de large.

## Trois sortes de poisson

Une soupe à un seul poisson manque de conversation. Les gagnantes mêlaient :

- du fumé, pour la profondeur
- du blanc et ferme, pour la mâche
- quelques moules ou palourdes, pour le sel

## L'importance de la croûte

Un tel bol réclame un pain qui lui tienne tête. Les petits pains mous se défont ; un [levain sombre et lent](/articles/sourdough-for-people-who-forget) dure jusqu'à la dernière bouchée.

À chacun nous avons demandé une règle. La réponse que nous avons préférée est venue d'un ancien cuisinier de bord, à la table voisine, à qui l'on n'avait rien demandé. « Retirez-la du feu avant de la croire prête, dit-il, et laissez-la tranquille dix minutes. » Nous avons essayé à la maison. Il a raison.`,
  },
  {
    slug: 'a-weekend-on-great-skarn',
    locale: 'fr',
    frenchSlug: 'un-week-end-a-great-skarn',
    title: 'Un week-end à Great Skarn sans voiture',
    description:
      "Deux nuits, un bateau et une paire de chaussures : comment voir toute l'île à pied et être rentré pour lundi.",
    body: `Le bateau du vendredi quitte Port Alder à six heures cinq du soir et arrive à Great Skarn avant que le pub ne cesse de servir. L'île compte onze milles de route et une trentaine de voitures. La vôtre ne vous manquera pas.

## Vendredi soir

Déposez votre sac à l'auberge de l'ancien poste des garde-côtes, où le lit comprend le petit déjeuner, puis montez à la chapelle en ruine pour les dernières lueurs. Du mur, on voit s'allumer le continent, une rue après l'autre.

## Samedi : toute la côte

Le sentier qui fait le tour demande six heures, longue halte comprise. Partez dans le sens des aiguilles d'une montre, pour avoir le vent dans le dos sur les falaises. À mi-chemin, dans la baie de Sallow, un kiosque vend par sa fenêtre du thé et de grosses tranches de gâteau au gingembre. Emportez de l'eau ; il n'y en a pas à l'ouest.

## Dimanche : les petites choses

- Louez une barque dans le port intérieur.
- Visitez le musée de l'école, deux salles, dès dix heures.
- Regardez vers Little Skarn, où [les sternes nichent](/articles/the-terns-are-back-on-little-skarn).

Le retour est à quatre heures. Prenez votre billet à l'aller, car le guichet ferme pour le déjeuner et parfois bien davantage. Pour un voyage plus rude, renseignez-vous sur [le bateau de nuit](/articles/packing-for-the-night-ferry), qui va plus loin que tous les kiosques.`,
  },
  {
    slug: 'the-slow-train-to-brackenfold',
    locale: 'fr',
    frenchSlug: 'le-train-lent-de-brackenfold',
    title: 'Le train lent de Brackenfold',
    description:
      "Quatre-vingt-dix minutes pour trente milles, un arrêt sur demande au bord d'un champ et les plus belles fenêtres du pays.",
    body: `Personne ne prend la ligne de Brackenfold pour arriver. Le car est plus rapide, la route plus courte, et en novembre on a vu le train attendre des moutons. Pourtant, un jeudi matin de printemps, presque toutes les places côté fenêtre sont prises.

## Asseyez-vous à gauche

En sortant de Port Alder, la voie longe l'estuaire de si près qu'à marée haute on croit naviguer. Des hérons se tiennent près des traverses. Puis vient la longue montée à travers les hêtres, et le wagon devient vert.

## Trois endroits où descendre

**Marl Green**, pour la poterie et un banc sous un noyer. **La halte du champ**, où il faut prévenir le contrôleur et faire signe au retour. **Upper Wenn**, à un mille de la source de la rivière et du départ de [l'itinéraire à vélo en deux jours](/articles/cycling-the-wenn-from-source-to-sea).

## Au bout de la ligne

Brackenfold possède une rue, une auberge et une horloge de gare qui donne l'heure juste deux fois par jour depuis des années. On sert le déjeuner jusqu'à ce qu'il n'y en ait plus. Le chef de gare, qui soigne aussi les roses, vend des cartes postales du viaduc imprimées par sa fille.

L'aller-retour coûte moins cher que le stationnement en ville. Les horaires sont affichés par [l'association du chemin de fer](https://example.org/brackenfold-line) ; croyez-les d'assez loin, prenez un livre et ne prévoyez rien pour le soir.`,
  },
  {
    slug: 'cold-water-swimming-a-cautious-start',
    locale: 'fr',
    frenchSlug: 'nager-en-eau-froide-debuter-prudemment',
    title: 'Nager en eau froide : débuter prudemment',
    description:
      "La mer est à neuf degrés et vos amis disent qu'elle a changé leur vie. Comment commencer lentement, avec une bouteille thermos.",
    body: `Chaque matin à huit heures, une douzaine de personnes en bonnet de laine descendent la cale, restent quelques minutes dans l'eau et en ressortent roses et bavardes. Cela vous plaira peut-être. Il faut aussi du respect, car l'eau froide demande beaucoup au cœur et aux poumons.

## Avant de commencer

Parlez-en d'abord à votre médecin en cas de maladie du cœur, d'hypertension, d'asthme ou de grossesse. Ne nagez jamais seul. Débutez en septembre, quand la mer est encore douce, et laissez le corps s'habituer semaine après semaine.

## La première minute

Le souffle coupé est un réflexe. Entrez lentement, mouillez le visage et la nuque, expirez plus longtemps que vous n'inspirez, jusqu'à ce que l'envie de haleter soit passée. Alors seulement nagez, parallèlement à la plage et là où vous avez pied.

## Les cinq premiers bains

- Restez deux minutes, pas plus.
- Sortez quand vous vous sentez encore bien.
- Séchez-vous et habillez-vous tout de suite, le haut d'abord.
- Buvez quelque chose de chaud et bougez.

Frissonner ensuite est normal ; la confusion, la parole pâteuse ou la somnolence ne le sont pas et exigent de l'aide aussitôt. Les sauveteurs en expliquent les signes dans [notre guide des premiers secours](/articles/first-aid-at-the-beach).

> « Personne ici n'est courageux, dit une habituée. Nous sommes seulement réguliers. »`,
  },
  {
    slug: 'should-you-nap-after-lunch',
    locale: 'fr',
    frenchSlug: 'faut-il-faire-la-sieste-apres-le-dejeuner',
    title: 'Faut-il faire la sieste après le déjeuner ?',
    description: "Une sieste courte repose, une longue alourdit. Comment se reposer l'après-midi sans gâcher la nuit.",
    body: `Beaucoup de gens se sentent fatigués entre une heure et trois heures de l'après-midi. Cela arrive même sans repas lourd, parce que l'horloge du corps connaît un creux à ce moment. Une sieste peut aider, mais tout dépend de sa durée et de vos nuits.

## Courte, c'est mieux

Dix à vingt minutes suffisent d'ordinaire. On ne tombe pas dans le sommeil profond, on se relève donc facilement, et l'attention comme l'humeur s'améliorent en général pour quelques heures. Après une heure de sieste, bien des gens se sentent lourds et confus pendant un moment.

## Tôt, c'est mieux

Allongez-vous avant trois heures. Une sieste tardive retire un peu de la fatigue dont vous aurez besoin le soir.

## Comment faire

- Réglez un réveil sur vingt-cinq minutes.
- Tirez les rideaux et prenez une couverture.
- Ne vous inquiétez pas si vous ne dormez pas. Le repos compte.
- Ensuite, lavez-vous le visage et sortez à la lumière du jour.

## Quand s'en passer

Si vous avez du mal à vous endormir ou si vous [vous réveillez au petit matin](/articles/why-do-we-wake-at-four), renoncez à la sieste pendant deux semaines et voyez si les nuits s'améliorent. Si vous êtes somnolent au point de piquer du nez à table ou au volant, consultez rapidement un médecin et ne conduisez pas.`,
  },
  {
    slug: 'a-repair-cafe-saves-400-kettles',
    locale: 'fr',
    frenchSlug: 'un-cafe-reparation-sauve-400-bouilloires',
    title: 'Un café-réparation sauve 400 bouilloires',
    description:
      'Deux ans de fers à souder et de biscuits dans la salle des marins, et un registre qui dit ce qui casse et pourquoi.',
    body: `Samedi dernier, une femme est entrée avec une bouilloire dans la salle des marins, l'a posée entre un grille-pain et une poupée qui parle et, sans le savoir, est entrée dans l'histoire. C'était la quatre centième bouilloire réparée depuis l'ouverture du café, il y a deux ans.

## Le registre

Chaque objet a sa ligne : ce que c'est, ce qui a lâché, ce qui l'a guéri. Les bénévoles ont saisi les 2 900 lignes dans un tableur, et les tendances sont nettes.

- Les bouilloires meurent d'un interrupteur entartré, neuf fois sur dix.
- Les grille-pain meurent de leurs miettes.
- Les casques meurent là où le câble rejoint la fiche.
- Les ordinateurs portables veulent surtout un ventilateur propre et plus de mémoire.

Deux réparations sur trois réussissent. Les échecs viennent presque toujours d'un boîtier collé, d'une pile scellée ou d'une puce que personne ne vend.

## Comment cela se passe

On s'assied près du réparateur, on tient la lampe et on apprend. Les pièces se paient au prix coûtant, et un appareil de mesure vérifie que tout ce qui se branche est sûr avant de repartir. Le thé est offert.

> « La moitié du travail, c'est d'avoir le bon tournevis », dit Lotte Brim, qui entretenait autrefois des radars. « L'autre moitié, c'est de ne pas avoir peur. »

La salle ouvre un samedi sur deux à dix heures. Les vieux téléphones sont bienvenus : apportez [celui de votre tiroir](/articles/the-old-phone-in-your-drawer) et son chargeur.`,
  },
  {
    slug: 'passwords-without-tears',
    locale: 'fr',
    frenchSlug: 'des-mots-de-passe-sans-larmes',
    title: 'Des mots de passe sans larmes',
    description:
      "Une bonne phrase, un gestionnaire et une feuille dans un tiroir : une sécurité qu'une personne fatiguée peut tenir.",
    body: `Les conseils ont changé et, pour une fois, ils se sont simplifiés. Il n'est plus nécessaire d'inventer chaque mois un nouveau fouillis de symboles. Il faut un secret solide, un programme qui retienne le reste et une seconde preuve que vous êtes bien vous.

## Une phrase

Choisissez quatre ou cinq mots sans rapport, assez longs et assez drôles pour faire image : un morse, une échelle, une petite cuillère, un orage. La longueur vaut mieux que la ponctuation. Ne l'employez que pour le gestionnaire et ne la tapez nulle part ailleurs.

## Un gestionnaire

Un gestionnaire de mots de passe crée un accès aléatoire pour chaque site et le remplit à votre place. Il refuse aussi de remplir un faux site à l'adresse ressemblante, ce qui évite la plupart des fraudes. Plusieurs sont gratuits, et celui de votre téléphone ou de votre navigateur est un bon début.

## Un second facteur

Activez les codes d'une application ou, mieux, une clé d'accès, pour le courrier, la banque et le stockage en ligne. Le courrier d'abord : qui tient votre boîte peut réinitialiser tout le reste.

## Une feuille de papier

Notez la phrase et les codes de secours, fermez l'enveloppe et rangez-la avec les papiers de la maison. Dites à une personne de confiance qu'elle existe.

La bibliothèque tient une permanence le mercredi. Tant que vous y êtes, effacez les comptes de [ce vieux téléphone](/articles/the-old-phone-in-your-drawer) avant de le prêter à un enfant.`,
  },
  {
    slug: 'the-choir-that-meets-in-a-boatshed',
    locale: 'fr',
    frenchSlug: 'la-chorale-du-hangar-a-bateaux',
    title: 'La chorale du hangar à bateaux',
    description:
      "Pas d'audition, pas de partition et une cale pour scène. Une soirée avec les quarante voix les plus sonores de Port Alder.",
    body: `Ils se tiennent entre les coques, faute d'autre place. Les basses s'adossent à un canot bordé à moitié. Les sopranos partagent le côté de l'établi avec un étau et un chat. À sept heures et demie, Sabine Orrel lève un pinceau, et quarante personnes prennent leur souffle.

## Les débuts

Il y a six ans, la radio du charpentier de marine tomba en panne et il chanta à sa place. Un passant ajouta une seconde voix. Au bout d'un mois ils étaient neuf, avec une règle qui n'a jamais changé : quiconque entre doit chanter.

## Les chants

La moitié sont des chants de travail de cette côte, recueillis par Sabine dans une boîte de lettres aux archives de la ville. Le reste, ce sont les membres qui l'apportent : une berceuse de grand-mère, un canon en quatre langues, un cantique dont les paroles disent désormais un bac perdu. Tout s'apprend à l'oreille, vers après vers.

> « Le papier fait baisser les yeux, dit-elle. Je veux qu'ils se regardent. »

## Les entendre

Les portes sont ouvertes le dernier jeudi du mois, et le public s'assied sur la cale. En juin, ils chantent avec [les débutants du concertina](/articles/learning-the-concertina-at-sixty), ce qui demande du courage aux uns comme aux autres. Apportez un coussin et, puisque c'est la règle, une voix.`,
  },
  {
    slug: 'what-lives-in-a-rock-pool',
    locale: 'fr',
    frenchSlug: 'qui-vit-dans-une-mare-de-rochers',
    title: 'Qui vit dans une mare de rochers ?',
    description:
      "Anémones, blennies, bernard-l'ermite et une éponge pareille à de la mie de pain : guide de la flaque la plus riche de la côte.",
    body: `Couchez-vous au bord d'une mare, sous la ligne de mi-marée, gardez votre ombre loin de l'eau et attendez deux minutes. D'abord on ne voit que des algues. Puis un caillou se met à marcher.

## Les habitants

**Les anémones** sont des boules de gelée rouge à l'air et des fleurs sous l'eau. Elles piquent les crevettes et se piquent entre elles.

**Les crabes verts** se cachent sous le varech. Les jeunes portent tous les dessins du gravier.

**Les bernard-l'ermite** vivent dans des coquilles d'emprunt et font la queue par ordre de taille lorsqu'une meilleure se libère.

**Les blennies** sont de petits poissons à l'air sévère, capables d'attendre hors de l'eau, sous des algues humides, le retour de la mer.

**L'éponge mie de pain** couvre les surplombs de vert ou d'orangé ; elle compte parmi les plus anciennes sortes d'animaux qui soient.

## Une vie rude

En une seule journée, la mare peut se réchauffer de quinze degrés, devenir presque douce sous une averse et être battue par les vagues. Tout ce qui s'y trouve est expert en patience.

## Les bonnes manières

- Regardez avec les yeux, un bac et une loupe ; laissez l'épuisette à la maison.
- Remettez chaque pierre dans le même sens.
- Ne décollez jamais une patelle.
- Surveillez la marée, surtout en allant vers [Lantern Point](/articles/lantern-point-at-low-tide).

Vos observations sont les bienvenues auprès de [l'inventaire du rivage](https://example.org/shore-survey).`,
  },
];
