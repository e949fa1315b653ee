using Microsoft.AspNetCore.Http;

namespace IspDigital.Simulators.Sms;

/// <summary>The gateway's first page: messages as a phone shows them, one conversation for each number, newest first.</summary>
internal static class PhonePage
{
    private const string Html = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>Phones</title>
        <style>
          :root{color-scheme:light dark;--line:#8884;--bubble:#2f6fed22}
          body{font:16px/1.5 system-ui,"Noto Sans Bengali",sans-serif;margin:0;display:grid;grid-template-columns:minmax(14rem,20rem) 1fr;min-height:100vh}
          nav{border-right:1px solid var(--line);overflow:auto}
          nav button{display:block;width:100%;min-height:44px;text-align:left;font:inherit;background:none;border:0;border-bottom:1px solid var(--line);padding:8px 16px;cursor:pointer}
          nav button[aria-current=true]{background:var(--bubble)}
          nav small,time{opacity:.7;font-size:12px}
          main{padding:16px;max-width:32rem}
          p{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--bubble);border-radius:16px 16px 16px 4px;padding:8px 16px;margin:0 0 4px}
          time{display:block;margin-bottom:16px}
          @media(max-width:600px){body{grid-template-columns:1fr}nav{max-height:40vh;border-right:0}}
        </style></head><body><nav aria-label="Phones"></nav><main aria-live="polite">No message yet.</main>
        <script>
          let chosen='',seen='';
          const make=(tag,text)=>{const e=document.createElement(tag);e.textContent=text;return e};
          async function show(){
            const all=await(await fetch('messages')).json();
            const state=chosen+all.length+(all[0]?.id??'')+all.map(m=>m.delivery).join();
            if(state===seen)return; seen=state;
            const phones=[...new Set(all.map(m=>m.to))]; chosen=chosen||phones[0]||'';
            const nav=document.querySelector('nav'),main=document.querySelector('main');
            nav.replaceChildren(...phones.map(n=>{const b=make('button',n);b.setAttribute('aria-current',n===chosen);
              b.append(document.createElement('br'),make('small',all.find(m=>m.to===n).text.slice(0,40)));
              b.onclick=()=>{chosen=n;seen='';show()};return b}));
            const mine=all.filter(m=>m.to===chosen);
            if(mine.length)main.replaceChildren(...mine.flatMap(m=>[make('p',m.text),
              make('time',[m.sender,new Date(m.at).toLocaleString(),m.parts+(m.parts>1?' parts':' part'),m.delivery].filter(Boolean).join(' · '))]));
          }
          show();setInterval(show,1000);
        </script></body></html>
        """;

    public static Task Write(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Html);
    }
}
