const { serve } = require("weather-core/lib/serve");
require("left-over");
serve(process.argv);
