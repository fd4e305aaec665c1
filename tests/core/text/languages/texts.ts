/**
 * Short texts about football and about cooking, written for these tests: to learn from, and to be judged by. The latter
 * use other forms of the words, as people do.
 */
export interface LabelledTexts {
  readonly football: readonly string[];
  readonly cooking: readonly string[];
}
export interface LanguageTexts {
  readonly learn: LabelledTexts;
  readonly judge: LabelledTexts;
}

export const TEXTS: Readonly<Record<string, LanguageTexts>> = {
  de: {
    learn: {
      football: [
        'Die Mannschaft gewann das Spiel mit zwei Toren.',
        'Der Trainer lobte die Spieler nach dem Sieg.',
        'Im Stadion feierten die Fans das späte Tor.',
        'Der Torwart hielt den Ball in der letzten Minute.',
        'Nach der Niederlage wechselt die Mannschaft den Trainer.',
        'Der Stürmer schoss den Ball ins Tor und gewann das Spiel.',
      ],
      cooking: [
        'Die Butter in der Pfanne schmelzen und Zwiebeln zugeben.',
        'Das Rezept braucht Mehl, Zucker und drei Eier.',
        'Den Teig eine Stunde ruhen lassen und im Ofen backen.',
        'Die Suppe mit Salz und Pfeffer würzen.',
        'Zwiebeln schneiden und mit Butter im Ofen rösten.',
        'Für den Kuchen Mehl und Butter zu einem Teig kneten.',
      ],
    },
    judge: {
      football: [
        'Die Spieler verloren das Spiel, der Trainer war enttäuscht.',
        'Zwei Tore im Stadion, die Fans jubelten.',
      ],
      cooking: ['Ein Rezept für Kuchen mit viel Butter.', 'Die Zwiebel kommt in die Pfanne, der Teig in den Ofen.'],
    },
  },
  fr: {
    learn: {
      football: [
        "L'équipe a gagné le match grâce à deux buts.",
        "L'entraîneur félicite ses joueurs après la victoire.",
        'Dans le stade, les supporters fêtent le but.',
        'Le gardien arrête le ballon à la dernière minute.',
        "Après la défaite, l'équipe change d'entraîneur.",
        "L'attaquant envoie le ballon au fond et gagne le match.",
      ],
      cooking: [
        'Faire fondre le beurre dans la poêle avec les oignons.',
        'La recette demande de la farine, du sucre et trois œufs.',
        'Laisser reposer la pâte une heure, puis cuire au four.',
        'Assaisonner la soupe de sel et de poivre.',
        'Couper les oignons et les rôtir au four avec du beurre.',
        'Pour le gâteau, mélanger la farine et le beurre en une pâte.',
      ],
    },
    judge: {
      football: ['Les équipes jouent un match sans but.', 'Les joueurs saluent le stade et leur entraîneur.'],
      cooking: ['Une recette de gâteau au beurre.', "L'oignon va au four avec la pâte."],
    },
  },
  es: {
    learn: {
      football: [
        'El equipo ganó el partido con dos goles.',
        'El entrenador felicitó a los jugadores tras la victoria.',
        'En el estadio la afición celebró el gol.',
        'El portero paró el balón en el último minuto.',
        'Tras la derrota el equipo cambia de entrenador.',
        'El delantero lanzó el balón y ganó el partido.',
      ],
      cooking: [
        'Derretir la mantequilla en la sartén con las cebollas.',
        'La receta lleva harina, azúcar y tres huevos.',
        'Dejar reposar la masa una hora y cocer en el horno.',
        'Sazonar la sopa con sal y pimienta.',
        'Cortar las cebollas y asarlas en el horno con mantequilla.',
        'Para el pastel, mezclar harina y mantequilla en una masa.',
      ],
    },
    judge: {
      football: ['Los equipos jugaron un partido sin goles.', 'El jugador saludó al estadio y a su entrenador.'],
      cooking: ['Una receta de pastel con mantequilla.', 'La cebolla va al horno con la masa.'],
    },
  },
  pt: {
    learn: {
      football: [
        'A equipa venceu o jogo com dois golos.',
        'O treinador elogiou os jogadores depois da vitória.',
        'No estádio os adeptos festejaram o golo.',
        'O guarda-redes defendeu a bola no último minuto.',
        'Depois da derrota a equipa muda de treinador.',
        'O avançado rematou a bola e venceu o jogo.',
      ],
      cooking: [
        'Derreter a manteiga na frigideira com as cebolas.',
        'A receita leva farinha, açúcar e três ovos.',
        'Deixar a massa repousar uma hora e cozer no forno.',
        'Temperar a sopa com sal e pimenta.',
        'Cortar as cebolas e assar no forno com manteiga.',
        'Para o bolo, misturar farinha e manteiga numa massa.',
      ],
    },
    judge: {
      football: ['As equipas terminaram os jogos sem golos.', 'O jogador saudou o estádio e o treinador.'],
      cooking: ['Uma receita com farinhas e manteiga.', 'A cebola vai ao forno com a massa.'],
    },
  },
  it: {
    learn: {
      football: [
        'La squadra ha vinto la partita con due gol.',
        "L'allenatore ha lodato i giocatori dopo la vittoria.",
        'Nello stadio i tifosi festeggiano il gol.',
        'Il portiere ferma il pallone all’ultimo minuto.',
        "Dopo la sconfitta la squadra cambia l'allenatore.",
        'Il giocatore calcia il pallone e vince la partita.',
      ],
      cooking: [
        'Sciogliere il burro in padella con le cipolle.',
        'La ricetta vuole farina, zucchero e tre uova.',
        "Lasciare riposare l'impasto e cuocere in forno.",
        'Condire la zuppa con sale e pepe.',
        'Tagliare le cipolle e arrostirle in forno con il burro.',
        'Per la torta lavorare farina e burro in un impasto.',
      ],
    },
    judge: {
      football: ['Le squadre hanno chiuso la partita senza gol.', 'Un giocatore saluta lo stadio e il suo allenatore.'],
      cooking: ['Una ricetta di torta con molto burro.', "La cipolla va in forno con l'impasto."],
    },
  },
  nl: {
    learn: {
      football: [
        'Het elftal won de wedstrijd met twee doelpunten.',
        'De trainer prees de spelers na de overwinning.',
        'In het stadion vierden de supporters het doelpunt.',
        'De keeper stopte de bal in de laatste minuut.',
        'Na de nederlaag krijgt het elftal een andere trainer.',
        'De speler schoot de bal in het doel en won de wedstrijd.',
      ],
      cooking: [
        'Smelt de boter in de pan met de uien.',
        'Het recept vraagt bloem, suiker en drie eieren.',
        'Laat het deeg een uur rusten en bak het in de oven.',
        'Breng de soep op smaak met zout en peper.',
        'Snijd de uien en rooster ze met boter in de oven.',
        'Kneed voor de taart bloem en boter tot een deeg.',
      ],
    },
    judge: {
      football: ['De wedstrijden eindigden zonder doelpunten.', 'Een speler groette het stadion en de trainer.'],
      cooking: ['Een recept voor taart met veel boter.', 'De uien gaan met het deeg in de oven.'],
    },
  },
  sv: {
    learn: {
      football: [
        'Laget vann matchen med två mål.',
        'Tränaren berömde spelarna efter segern.',
        'På arenan firade supportrarna målet.',
        'Målvakten räddade bollen i sista minuten.',
        'Efter förlusten byter laget tränare.',
        'Spelaren sköt bollen i mål och vann matchen.',
      ],
      cooking: [
        'Smält smöret i pannan med löken.',
        'Receptet kräver mjöl, socker och tre ägg.',
        'Låt degen vila en timme och grädda i ugnen.',
        'Smaka av soppan med salt och peppar.',
        'Skär löken och rosta den med smör i ugnen.',
        'Till kakan knådas mjöl och smör till en deg.',
      ],
    },
    judge: {
      football: ['Matcherna slutade utan mål för lagen.', 'En spelare tackade arenan och tränaren.'],
      cooking: ['Ett recept på kakor med mycket smör.', 'Löken ska i ugnen med degen.'],
    },
  },
  ru: {
    learn: {
      football: [
        'Команда выиграла матч с двумя голами.',
        'Тренер похвалил игроков после победы.',
        'На стадионе болельщики праздновали гол.',
        'Вратарь поймал мяч на последней минуте.',
        'После поражения команда меняет тренера.',
        'Игрок забил мяч и выиграл матч.',
      ],
      cooking: [
        'Растопить масло на сковороде и добавить лук.',
        'Для рецепта нужны мука, сахар и три яйца.',
        'Оставить тесто на час и выпекать в духовке.',
        'Приправить суп солью и перцем.',
        'Нарезать лук и запечь его с маслом в духовке.',
        'Для пирога замесить тесто из муки и масла.',
      ],
    },
    judge: {
      football: ['Команды закончили матчи без голов.', 'Игроки поблагодарили стадион и тренера.'],
      cooking: ['Рецепт пирога с маслом.', 'Лук и тесто отправить в духовку.'],
    },
  },
};
