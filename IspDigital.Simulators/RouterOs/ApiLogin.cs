using System.Security.Cryptography;
using System.Text;

namespace IspDigital.Simulators.RouterOs;

/// <summary>The sign-in of one connection: name and password in one sentence, or the older MD5 challenge.</summary>
internal sealed class ApiLogin(RouterState state, RouterFaults faults)
{
    private byte[]? _challenge;

    /// <summary>Who is signed in; null before.</summary>
    public RouterUser? User { get; private set; }

    public ApiAnswer Try(ApiRequest request)
    {
        var name = request["name"];
        if (name is null || (!state.Version.TakesPlainLogin && request["response"] is null))
        {
            return Challenge();
        }

        var known = Find(name);
        var passed = known is not null && known.May("api") && !faults.RefuseLogins
            && (request["response"] is { } response ? Answers(response, known) : known.Password == request["password"]);
        if (!passed)
        {
            return ApiAnswer.Trapped(new ApiTrap(state.Version.LoginRefusal));
        }

        User = known;
        return ApiAnswer.Done;
    }

    private RouterUser? Find(string name)
    {
        lock (state.Gate)
        {
            return state.Users.GetValueOrDefault(name);
        }
    }

    private ApiAnswer Challenge()
    {
        _challenge = RandomNumberGenerator.GetBytes(16);
        return new ApiAnswer { Ret = Convert.ToHexStringLower(_challenge) };
    }

    private bool Answers(string response, RouterUser user)
    {
        if (_challenge is null || !state.Version.TakesChallenge)
        {
            return false;
        }

        byte[] hashed = [0, .. Encoding.Latin1.GetBytes(user.Password), .. _challenge];
        _challenge = null;
#pragma warning disable CA5351 // The old sign-in is defined with MD5.
        return response == "00" + Convert.ToHexStringLower(MD5.HashData(hashed));
#pragma warning restore CA5351
    }
}
