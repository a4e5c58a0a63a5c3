using System.Text.RegularExpressions;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary><c>catalog up</c> in an empty home, started once for all tests that look at it.</summary>
public sealed class FirstRun : IAsyncLifetime
{
    private readonly TemporaryFolder _home = new();
    private RunningCatalog? _catalog;

    /// <summary>The address of the site.</summary>
    internal Uri Site { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The address of the demonstration gateway.</summary>
    internal Uri Gateway { get; private set; } = new("http://127.0.0.1/");

    internal string Home => _home.Path;

    internal string Printed => _catalog?.Printed ?? "";

    public async ValueTask InitializeAsync()
    {
        if (await Peers.FindOrNullAsync() is null)
        {
            return;
        }

        var port = Ports.Free();
        _catalog = RunningCatalog.Start(_home.Path, ["up", "--port", $"{port}"]);
        await _catalog.WaitForAsync("^Ready: ", TimeSpan.FromMinutes(5));
        Site = new Uri($"http://127.0.0.1:{port}/");
        Gateway = new Uri(Regex.Match(Printed, "gateway is at (?<address>\\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["address"].Value);
    }

    /// <summary>Skips the test where there are no packages to start it with.</summary>
    internal void Require()
    {
        if (_catalog is null)
        {
            Assert.Skip("needs packages from npm, and npm could not install them");
        }
    }

    /// <summary>Stops it as Ctrl-C does.</summary>
    internal Task<int> InterruptAsync() => _catalog!.InterruptAsync();

    public async ValueTask DisposeAsync()
    {
        if (_catalog is not null)
        {
            await _catalog.DisposeAsync();
        }

        _home.Dispose();
    }
}
