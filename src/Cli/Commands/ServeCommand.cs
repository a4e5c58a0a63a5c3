using System.CommandLine;
using System.Net;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog serve</c>: the site and its JSON twin over a stored catalog, until Ctrl-C.</summary>
internal sealed class ServeCommand : ICliCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public Command Build()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, separated by semicolons. An address that is not loopback serves everybody who reaches it: put a proxy with TLS in front",
            HelpName = "URLS",
            DefaultValueFactory = static _ => DefaultUrls,
        };
        var database = StoreOption.Create();
        var command = new Command("serve", "Serve the risk pages and the JSON API of the stored catalog") { urls, database };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(urls)!,
            StoreOption.Locate(parsed, database),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command.WithExamples("catalog serve", "catalog serve --urls http://127.0.0.1:8080 --db ./catalog.db");
    }

    private static async Task<int> RunAsync(string urls, string location, TextWriter output, CancellationToken cancellationToken)
    {
        var addresses = Parse(urls);
        await using var app = await SiteHost.StartAsync(addresses, location, more: null, "choose another port with --urls http://127.0.0.1:PORT", cancellationToken);
        foreach (var address in app.Urls)
        {
            await output.WriteLineAsync($"the catalog is served at {address}");
        }

        await output.WriteLineAsync("press Ctrl-C to stop");
        await output.FlushAsync(cancellationToken);
        ServiceNotice.Ready(output);
        await SiteHost.WaitAsync(app, cancellationToken);
        ServiceNotice.Stopping(output);
        return ExitCodes.Done;
    }

    private static List<Uri> Parse(string urls)
    {
        var found = new List<Uri>();
        foreach (var text in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel's own wildcards are no URIs.
            var plain = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.AbsolutePath != "/")
            {
                throw new CommandFailedException($"`{text}` is no address to listen on; write http://127.0.0.1:5080 (TLS is a proxy's work)", ExitCodes.Usage);
            }

            if (IPAddress.TryParse(address.Host, out _) || address.IsLoopback)
            {
                found.Add(address);
            }
            else
            {
                throw new CommandFailedException($"`{address.Host}` is no address of this machine; write an IP address or localhost", ExitCodes.Usage);
            }
        }

        return found.Count > 0 ? found : throw new CommandFailedException("--urls names no address; write http://127.0.0.1:5080", ExitCodes.Usage);
    }
}
