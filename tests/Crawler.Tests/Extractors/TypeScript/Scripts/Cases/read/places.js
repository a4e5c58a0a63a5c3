// Umlauts and other signs move columns: äöü 日本語 🎉
const größe = "日本"; é(größe, `ü${größe}ß`, /ä/u); /* ñ */ f("🎉", x);
	tab(); f( function
  named ( ö ) { return { ö, ä: "ß" } } )
a ? "ä" : b;
