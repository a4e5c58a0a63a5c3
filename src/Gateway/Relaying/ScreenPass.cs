using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>The one pass over a message. Keeps the first reason to refuse, and reads on so that the answer can name the id.</summary>
internal ref partial struct ScreenPass
{
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";
    private const string CapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
    private const int MaxArgumentKeys = 100;
    private const int MaxIdDigits = 32;

    private static readonly string[] TopMembers = ["jsonrpc", "id", "method", "params", "result", "error"];
    private static readonly string[] ParamsMembers = ["name", "arguments", "uri", "_meta", "requestState", "inputResponses", "task", "taskId"];

    private readonly ReadOnlyMemory<byte> _message;
    private readonly ScreenLimits _limits;
    private readonly KeyLedger _ledger;
    private readonly List<string> _argumentKeys = [];
    private Utf8JsonReader _reader;
    private Refusal? _refusal;
    private bool _hasVersion;
    private bool _hasResult;
    private bool _hasError;
    private bool _hasMethod;
    private bool _hasId;
    private bool _isCall;
    private bool _nameIsWrong;
    private bool _argumentsAreWrong;
    private bool _longNumber;
    private string? _method;
    private string? _idKey;
    private string? _name;
    private string? _uri;
    private string? _taskId;
    private string? _metaVersion;
    private bool _hasCapabilities;
    private ByteRange _id;
    private ByteRange _params;
    private ByteRange _arguments;
    private ByteRange _requestState;
    private ByteRange _cursor;
    private ByteRange _requestId;
    private ByteRange _meta;
    private ByteRange _progressToken;

    public ScreenPass(ReadOnlyMemory<byte> message, ScreenLimits limits, KeyLedger ledger)
    {
        _message = message;
        _limits = limits;
        _ledger = ledger;
        // One more than allowed, so that the limit is told apart from other faults.
        _reader = new Utf8JsonReader(message.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1, CommentHandling = JsonCommentHandling.Disallow });
    }

    public void Refuse(Refusal refusal) => _refusal ??= refusal;

    public void Run()
    {
        if (!Next())
        {
            Refuse(Refusal.Malformed("The message is empty"));
            return;
        }

        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            Refuse(new Refusal(RpcErrors.InvalidRequest, "A batch is not accepted: send one message at a time", "(batch)"));
            return;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Refuse(Refusal.Invalid("The message must be a JSON object"));
            return;
        }

        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadTopMember();
        }

        // Anything behind the object makes the reader throw.
        while (Next())
        {
        }

        CheckKind();
    }

    public readonly ScreenResult Result()
    {
        if (_refusal is not null)
        {
            return new ScreenResult(null, _refusal, _id.Of(_message), _method, _hasId);
        }

        var kind = !_hasMethod ? MessageKind.Response : _hasId ? MessageKind.Request : MessageKind.Notification;
        return new ScreenResult(
            new Envelope
            {
                Bytes = _message,
                Kind = kind,
                Id = _id,
                IdKey = _idKey,
                Method = _method,
                Params = _params,
                Name = _name,
                Uri = _uri,
                TaskId = _taskId,
                Arguments = _arguments,
                RequestState = _requestState,
                Cursor = _cursor,
                RequestId = _requestId,
                Meta = _meta,
                ProgressToken = _progressToken,
                MetaVersion = _metaVersion,
                HasClientCapabilities = _hasCapabilities,
                ArgumentKeys = _argumentKeys,
            },
            null,
            _id.Of(_message),
            _method);
    }

    private void CheckKind()
    {
        if (!_hasVersion)
        {
            Refuse(Refusal.Invalid("`jsonrpc` must be `2.0`"));
        }

        var isResponse = !_hasMethod && _hasId && (_hasResult ^ _hasError);
        var isCallOrNotice = _hasMethod && !_hasResult && !_hasError;
        if (!isResponse && !isCallOrNotice)
        {
            Refuse(Refusal.Invalid("The message must be exactly one of a request, a notification and a response"));
        }

        if (!_hasId && Methods.NeedsId(_method))
        {
            Refuse(Refusal.Invalid($"`{_method}` needs an `id`"));
        }

        _isCall = string.Equals(_method, Methods.ToolsCall, StringComparison.Ordinal);
        if (!_isCall)
        {
            return;
        }

        if (_nameIsWrong || _name is null)
        {
            Refuse(Refusal.Parameters("`params.name` must be a non-empty string"));
        }

        if (_argumentsAreWrong)
        {
            Refuse(Refusal.Parameters("`params.arguments` must be an object"));
        }

        if (_longNumber)
        {
            Refuse(Refusal.Parameters($"A number in `params.arguments` has more than {_limits.MaxDigits} digits written out"));
        }
    }
}
