using Catalog.Storage.Tests.Processes;

// Started by a test with a first word of its own it is that test's other process; else it runs the tests.
return OtherProcess.Handles(args)
    ? await OtherProcess.RunAsync(args)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
