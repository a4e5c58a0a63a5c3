using Catalog.Cli.Hosting;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);
