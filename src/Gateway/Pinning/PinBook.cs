using System.Collections.Concurrent;
using Catalog.Core.Catalogs;
using Catalog.Core.Pins;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Pinning;

/// <summary>
/// The pinned definitions of one server's tools. A tool that is seen for the first time is pinned as it is; one that changed afterwards is
/// held back until somebody accepts the change, or until its server gives the pinned definition again.
/// </summary>
internal sealed partial class PinBook(GatewayOptions options, IToolPinStore store, TimeProvider clock, ILogger<PinBook> logger) : IHostedService
{
    // A server that makes up a new name in every list must not fill the store.
    private const int MostTools = 20_000;

    private readonly ConcurrentDictionary<string, ToolPin> _pins = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;

    public bool IsOn => options.ToolChanges != ToolChanges.Allow;

    /// <summary>Whether a tool is held back.</summary>
    public bool IsBlocked(string tool) => options.ToolChanges == ToolChanges.Block && _pins.TryGetValue(tool, out var pin) && pin.SeenHash is not null;

    /// <summary>Whether any tool is.</summary>
    public bool BlocksAny => options.ToolChanges == ToolChanges.Block && _pins.Values.Any(static p => p.SeenHash is not null);

    /// <summary>The tools that are, by name.</summary>
    public IReadOnlyList<string> HeldBack() => BlocksAny ? [.. _pins.Values.Where(static p => p.SeenHash is not null).Select(static p => p.Tool).Order(StringComparer.Ordinal)] : [];

    public ToolPin? FindOrNull(string tool) => _pins.GetValueOrDefault(tool);

    public Task StartAsync(CancellationToken cancellationToken) => IsOn ? RefreshAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    /// <summary>Reads what other processes accepted meanwhile.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task writing;
            lock (_gate)
            {
                writing = _writing;
            }

            await writing;
            var stored = await store.ListAsync(options.ServerId, cancellationToken);
            lock (_gate)
            {
                // What was seen meanwhile is newer than what was read.
                if (_writing == writing)
                {
                    foreach (var pin in stored)
                    {
                        _pins[pin.Tool] = pin;
                    }

                    return;
                }
            }
        }
    }

    /// <summary>Compares the tools of an answer with what is pinned.</summary>
    public void Look(UpstreamMessage answer, IReadOnlyList<ListedTool> tools)
    {
        if (!IsOn)
        {
            return;
        }

        foreach (var tool in tools)
        {
            var given = PinnedDefinition.Of(tool.Range.Of(answer.Bytes));
            if (!_pins.TryGetValue(tool.Name, out var pin))
            {
                PinNew(tool.Name, given);
            }
            else if (CatalogPins.IsOne(pin) && CatalogPins.Known(pin, given.Text) == pin.Definition)
            {
                Agree(pin, given);
            }
            else if (pin.Hash == given.Hash)
            {
                if (pin.SeenHash is not null)
                {
                    See(pin, null, null);
                    LogBack(options.ServerId, tool.Name);
                }
            }
            else if (pin.SeenHash != given.Hash)
            {
                See(pin, given.Hash, given.Text);
                LogChanged(options.ServerId, tool.Name, pin.PinnedAt, options.ToolChanges == ToolChanges.Block ? "it is held back" : "it passes");
            }
        }
    }

    private void PinNew(string tool, PinnedDefinition given)
    {
        var pin = new ToolPin { Server = options.ServerId, Tool = tool, Hash = given.Hash, Definition = given.Text, PinnedAt = clock.GetUtcNow() };
        lock (_gate)
        {
            if (_pins.Count < MostTools && _pins.TryAdd(tool, pin))
            {
                _writing = WriteAsync(_writing, () => store.TryPinAsync(pin, CancellationToken.None));
            }
        }
    }

    /// <summary>What the catalog knows of a tool is what its server gives: from now on all of it is pinned.</summary>
    private void Agree(ToolPin pin, PinnedDefinition given)
    {
        lock (_gate)
        {
            _pins[pin.Tool] = pin with { Hash = given.Hash, Definition = given.Text, SeenHash = null, Seen = null, SeenAt = null };
            _writing = WriteAsync(_writing, async () =>
                await store.TrySeeAsync(options.ServerId, pin.Tool, given.Hash, given.Text, CancellationToken.None)
                && await store.TryAcceptAsync(options.ServerId, pin.Tool, given.Hash, CancellationToken.None));
        }
    }

    private void See(ToolPin pin, string? hash, string? definition)
    {
        lock (_gate)
        {
            _pins[pin.Tool] = pin with { SeenHash = hash, Seen = definition, SeenAt = hash is null ? null : clock.GetUtcNow() };
            _writing = WriteAsync(_writing, () => store.TrySeeAsync(options.ServerId, pin.Tool, hash, definition, CancellationToken.None));
        }
    }

    // One after the other and not waited for: what is held back is known in memory already.
    private async Task WriteAsync(Task before, Func<Task<bool>> write)
    {
        await before;
        await Task.Yield();
        try
        {
            await write();
        }
        catch (StoreException failure)
        {
            LogNotKept(options.ServerId, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool '{Tool}' of '{Server}' is not what was pinned at {PinnedAt:u}, and {What}: look with `catalog gateway pins diff`")]
    private partial void LogChanged(string server, string tool, DateTimeOffset pinnedAt, string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "The tool '{Tool}' of '{Server}' is what was pinned again")]
    private partial void LogBack(string server, string tool);

    [LoggerMessage(Level = LogLevel.Error, Message = "A definition of a tool of '{Server}' could not be pinned: {Reason}")]
    private partial void LogNotKept(string server, string reason);
}
