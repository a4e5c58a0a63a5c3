require("lamp-core").run();
