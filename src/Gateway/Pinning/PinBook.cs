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
internal sealed partial class PinBook(GatewayOptions options, IToolPinStore store, PinOrigins origins, TimeProvider clock, ILogger<PinBook> logger) : IHostedService
{
    // A server that makes up a new name in every list must not fill the store.
    private const int MostTools = 20_000;

    private readonly ConcurrentDictionary<string, ToolPin> _pins = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;

    public bool IsOn => options.ToolChanges != ToolChanges.Allow;

    /// <summary>Whether a tool is held back.</summary>
    public bool IsBlocked(string tool) => _pins.TryGetValue(tool, out var pin) ? IsBlocked(pin) : IsOn && options.UnknownTools == UnknownTools.Block;

    /// <summary>Whether nothing is trusted of a tool, which was not known when its server listed it, or was never listed.</summary>
    public bool IsUnknown(string tool) => !_pins.TryGetValue(tool, out var pin) || UnknownPins.IsOne(pin);

    /// <summary>Whether what is held back, or pinned elsewhere, may have changed meanwhile.</summary>
    public bool MayChange => options.PinsFrom is not null || (IsOn && options.UnknownTools == UnknownTools.Block) || _pins.Values.Any(IsBlocked);

    /// <summary>The tools that are held back, by name.</summary>
    public IReadOnlyList<string> HeldBack() => IsOn ? [.. _pins.Values.Where(IsBlocked).Select(static p => p.Tool).Order(StringComparer.Ordinal)] : [];

    public ToolPin? FindOrNull(string tool) => _pins.GetValueOrDefault(tool);

    public Task StartAsync(CancellationToken cancellationToken) => IsOn ? LoadAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => WrittenAsync();

    /// <summary>Ends when what was seen until now is in the store, or could not be put there.</summary>
    public Task WrittenAsync()
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    /// <summary>Reads what other processes accepted meanwhile, and what the configuration names.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            TellOthers(await origins.TakeInAsync(cancellationToken));
        }
        catch (StoreException failure)
        {
            // What was pinned before stays in force.
            LogNotTakenIn(options.ServerId, failure.Message);
        }

        await ReadAsync(cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // At the start a file that cannot be read is an error: nobody would know which tools are trusted.
        TellOthers(await origins.TakeInAsync(cancellationToken));
        await ReadAsync(cancellationToken);
    }

    private void TellOthers(IReadOnlyList<string> tools)
    {
        foreach (var tool in tools)
        {
            LogOther(options.ServerId, tool, options.PinsFrom!);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
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
            else if (UnknownPins.IsOne(pin) && options.UnknownTools != UnknownTools.Block)
            {
                // They are allowed by now.
                Agree(pin, given);
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
                if (UnknownPins.IsOne(pin))
                {
                    LogUnknown(options.ServerId, tool.Name, "it is held back");
                    continue;
                }

                LogChanged(options.ServerId, tool.Name, pin.PinnedAt, options.ToolChanges == ToolChanges.Block ? "it is held back" : "it passes");
            }
        }
    }

    private bool IsBlocked(ToolPin pin) => pin.SeenHash is not null && (UnknownPins.IsOne(pin) ? IsOn && options.UnknownTools == UnknownTools.Block : options.ToolChanges == ToolChanges.Block);

    private void PinNew(string tool, PinnedDefinition given)
    {
        if (options.UnknownTools != UnknownTools.Allow)
        {
            LogUnknown(options.ServerId, tool, options.UnknownTools == UnknownTools.Block ? "it is held back" : "it passes");
        }

        if (options.UnknownTools == UnknownTools.Block)
        {
            HoldNew(UnknownPins.Of(options.ServerId, tool, clock.GetUtcNow()) with { SeenHash = given.Hash, Seen = given.Text, SeenAt = clock.GetUtcNow() });
            return;
        }

        var pin = new ToolPin { Server = options.ServerId, Tool = tool, Hash = given.Hash, Definition = given.Text, PinnedAt = clock.GetUtcNow() };
        lock (_gate)
        {
            if (_pins.Count < MostTools && _pins.TryAdd(tool, pin))
            {
                _writing = WriteAsync(_writing, () => store.TryPinAsync(pin, CancellationToken.None));
            }
        }
    }

    private void HoldNew(ToolPin pin)
    {
        lock (_gate)
        {
            if (_pins.Count < MostTools && _pins.TryAdd(pin.Tool, pin))
            {
                _writing = WriteAsync(_writing, async () =>
                    await store.TryPinAsync(pin with { SeenHash = null, Seen = null, SeenAt = null }, CancellationToken.None)
                    && await store.TrySeeAsync(pin.Server, pin.Tool, pin.SeenHash, pin.Seen, CancellationToken.None));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool '{Tool}' of '{Server}' is not known to the pins, and {What}: look with `catalog gateway pins diff`")]
    private partial void LogUnknown(string server, string tool, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tool '{Tool}' of '{Server}' is pinned otherwise than '{From}' has it: look with `catalog gateway pins diff --from`")]
    private partial void LogOther(string server, string tool, string from);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pins of '{Server}' could not be taken in, and those before stay: {Reason}")]
    private partial void LogNotTakenIn(string server, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The tool '{Tool}' of '{Server}' is what was pinned again")]
    private partial void LogBack(string server, string tool);

    [LoggerMessage(Level = LogLevel.Error, Message = "A definition of a tool of '{Server}' could not be pinned: {Reason}")]
    private partial void LogNotKept(string server, string reason);
}
