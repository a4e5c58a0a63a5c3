using System.CommandLine;
using System.CommandLine.Parsing;
using Catalog.Classifier;
using Catalog.Classifier.SecondOpinions;
using Catalog.Cli.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Cli.SecondOpinions;

/// <summary>The options that ask a language model besides, the same in every command that classifies. Without <c>--second-opinion</c> nothing is asked and nothing leaves the machine.</summary>
internal sealed class SecondOpinionArguments
{
    /// <summary>Where the endpoint's key is read from; local servers mostly need none.</summary>
    public const string KeyVariable = "CATALOG_OPINION_KEY";

    private readonly Option<string?> _which = new("--second-opinion") { Description = "Ask a language model too: doubtful (what is marked for review) or all. Off by default", HelpName = "doubtful|all" };
    private readonly Option<string?> _endpoint = new("--opinion-endpoint")
    {
        Description = $"An OpenAI-compatible address (Ollama, vLLM, llama.cpp, hosted), for example http://127.0.0.1:11434/v1; its key, where it needs one, in {KeyVariable}",
        HelpName = "URL",
    };

    private readonly Option<string?> _model = new("--opinion-model") { Description = "The model's name there", HelpName = "NAME" };
    private readonly Option<int> _calls = new("--opinion-calls") { Description = "At most so many calls in one run", DefaultValueFactory = static _ => 500 };
    private readonly Option<long> _tokens = new("--opinion-tokens") { Description = "At most so many tokens in one run", DefaultValueFactory = static _ => 1_000_000 };

    public SecondOpinionArguments()
    {
        _which.AcceptOnlyFromAmong("doubtful", "all");
        _calls.Validators.Add(static result => Positive(result, result.GetValueOrDefault<int>()));
        _tokens.Validators.Add(static result => Positive(result, result.GetValueOrDefault<long>()));
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_which, _endpoint, _model, _calls, _tokens])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>True where somebody asked for second opinions.</summary>
    public bool IsOn(ParseResult parsed) => parsed.GetValue(_which) is not null;

    /// <summary>Registers the second opinion where somebody asked for it.</summary>
    /// <exception cref="CommandFailedException">Endpoint or model are missing or no address; exit code 2.</exception>
    public IServiceCollection Register(IServiceCollection services, ParseResult parsed)
    {
        if (!IsOn(parsed))
        {
            return services;
        }

        if (parsed.GetValue(_endpoint) is not { Length: > 0 } address || parsed.GetValue(_model) is not { Length: > 0 } model)
        {
            throw new CommandFailedException("--second-opinion needs --opinion-endpoint URL and --opinion-model NAME: whom to ask", ExitCodes.Usage);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0)
        {
            throw new CommandFailedException($"--opinion-endpoint `{address}` is no http:// or https:// address; keys go into {KeyVariable}, not into the address", ExitCodes.Usage);
        }

        var options = new SecondOpinionOptions
        {
            Model = model,
            AsksAboutAll = parsed.GetValue(_which) == "all",
            MaxCalls = parsed.GetValue(_calls),
            MaxTokens = parsed.GetValue(_tokens),
        };
        services.AddLogging(logging => logging.AddProvider(new LineLogging(parsed.InvocationConfiguration.Error)).AddFilter<LineLogging>(static (category, _) => category?.StartsWith("Catalog.Classifier", StringComparison.Ordinal) == true));
        services.AddSingleton<IChatClient>(_ => new OpenAiChatClient(endpoint, model, Environment.GetEnvironmentVariable(KeyVariable), options.Timeout));
        return services.AddSecondOpinion(options);
    }

    private static void Positive(OptionResult result, long value)
    {
        if (value < 1)
        {
            result.AddError($"{result.Option.Name} must be 1 or more");
        }
    }
}
