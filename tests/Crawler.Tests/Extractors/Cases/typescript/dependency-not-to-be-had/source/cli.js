import "@acme/thin-core";
